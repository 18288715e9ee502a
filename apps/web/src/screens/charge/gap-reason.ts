const REASONS: Readonly<Record<string, string>> = {
  unpriced_usage: 'Usage without a known price; the vendor billed it.',
  no_usage_record: 'Billed without any usage record.',
  not_in_cost_api: 'Usage that the vendor’s cost report leaves out.',
  late_usage: 'Usage that arrived after the day was billed.',
  tier_mismatch: 'Billed at another service tier than the usage says.',
  free_tier: 'Usage within the vendor’s free allowance.',
  credit: 'The vendor took a credit off.',
  price_difference: 'The vendor’s unit price differs from the catalogue’s.',
  blocked_request: 'Requests the vendor counted and did not bill.',
  fx: 'Difference of exchange rates.',
  unmapped_line_item: 'A line of the vendor’s report that belongs to no known meter.',
  rounding: 'Rounding by the vendor.',
  unexplained: 'No known reason accounts for this part.',
}

/** A gap's reason code in words; nothing for a code this page does not know. */
export function gapReason(code: string): string {
  return REASONS[code] ?? ''
}
