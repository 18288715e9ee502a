/** Currencies an organization can report in. */
export const CURRENCIES = [
  'USD', 'EUR', 'GBP', 'JPY', 'CHF', 'CAD', 'AUD', 'CNY', 'INR', 'SGD',
  'HKD', 'NZD', 'SEK', 'KRW', 'AED', 'SAR', 'QAR', 'KWD', 'BHD', 'OMR',
] as const // prettier-ignore
