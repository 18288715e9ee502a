import { addDays, formatDay } from '../../format/time.ts'

/** Sorted days in words, those in a row as one span: `1 Oct 2026 to 31 Oct 2026, 3 Nov 2026`. */
export function daySpans(days: readonly string[]): string {
  const spans: { readonly first: string; last: string }[] = []
  for (const day of days) {
    const span = spans.at(-1)
    if (span && addDays(span.last, 1) === day) span.last = day
    else spans.push({ first: day, last: day })
  }
  return spans
    .map(({ first, last }) =>
      first === last ? formatDay(first) : `${formatDay(first)} to ${formatDay(last)}`,
    )
    .join(', ')
}
