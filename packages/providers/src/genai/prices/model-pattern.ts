const SUFFIXES: Readonly<Record<string, RegExp>> = {
  // OpenAI writes 2025-08-07, Anthropic 20250929.
  '[-date]': /^(-\d{4}-\d{2}-\d{2}|-\d{8})?$/,
  '[:*]': /^(:.+)?$/,
}

/** Whether a pattern of the price list stands for a model. A bare name stands for itself only. */
export function matchesModel(pattern: string, model: string): boolean {
  if (pattern === '*' || pattern === model) return true
  const { stem, rest } = split(pattern)
  return rest !== undefined && model.startsWith(stem) && rest.test(model.slice(stem.length))
}

/** How exact a pattern is, greater is more exact: a full name beats an optional suffix, a longer stem a shorter one. */
export function specificity(pattern: string): number {
  if (pattern === '*') return 0
  const { stem, rest } = split(pattern)
  return stem.length * 2 + (rest === undefined ? 1 : 0)
}

function split(pattern: string): { readonly stem: string; readonly rest?: RegExp } {
  for (const [suffix, rest] of Object.entries(SUFFIXES)) {
    if (pattern.endsWith(suffix)) return { stem: pattern.slice(0, -suffix.length), rest }
  }
  return { stem: pattern }
}
