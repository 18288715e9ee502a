import { AppError } from '@cloudact/core/errors'

/** Currencies an organization may report in: decimals of the smallest unit, symbol and English name. */
export const CURRENCIES = {
  USD: { decimals: 2, symbol: '$', name: 'US dollar' },
  EUR: { decimals: 2, symbol: '€', name: 'Euro' },
  GBP: { decimals: 2, symbol: '£', name: 'Pound sterling' },
  JPY: { decimals: 0, symbol: '¥', name: 'Japanese yen' },
  CHF: { decimals: 2, symbol: 'CHF', name: 'Swiss franc' },
  CAD: { decimals: 2, symbol: 'CA$', name: 'Canadian dollar' },
  AUD: { decimals: 2, symbol: 'A$', name: 'Australian dollar' },
  CNY: { decimals: 2, symbol: 'CN¥', name: 'Chinese yuan' },
  INR: { decimals: 2, symbol: '₹', name: 'Indian rupee' },
  SGD: { decimals: 2, symbol: 'S$', name: 'Singapore dollar' },
  HKD: { decimals: 2, symbol: 'HK$', name: 'Hong Kong dollar' },
  NZD: { decimals: 2, symbol: 'NZ$', name: 'New Zealand dollar' },
  SEK: { decimals: 2, symbol: 'kr', name: 'Swedish krona' },
  KRW: { decimals: 0, symbol: '₩', name: 'South Korean won' },
  AED: { decimals: 2, symbol: 'د.إ', name: 'UAE dirham' },
  SAR: { decimals: 2, symbol: '﷼', name: 'Saudi riyal' },
  QAR: { decimals: 2, symbol: 'ر.ق', name: 'Qatari riyal' },
  KWD: { decimals: 3, symbol: 'د.ك', name: 'Kuwaiti dinar' },
  BHD: { decimals: 3, symbol: 'د.ب', name: 'Bahraini dinar' },
  OMR: { decimals: 3, symbol: 'ر.ع.', name: 'Omani rial' },
} as const
export type Currency = keyof typeof CURRENCIES

/** Throws `invalid_input` for a currency that is not in the list. */
export function parseCurrency(text: string): Currency {
  const code = text.toUpperCase()
  if (isCurrency(code)) return code
  throw new AppError(
    'invalid_input',
    `"${text.slice(0, 10)}" is not a supported currency. Use one of ${Object.keys(CURRENCIES).join(', ')}.`,
  )
}

function isCurrency(code: string): code is Currency {
  return Object.hasOwn(CURRENCIES, code)
}
