/**
 * Query text for routes the API passes through to the pipeline service: its document does not list their parameters,
 * so the generated types know none.
 */
export function queryText(query: Readonly<Record<string, string | number | null>>): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== null) search.set(name, String(value))
  return search.toString()
}
