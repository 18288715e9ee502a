const LONGEST = 63

/**
 * Labels in the alphabet BigQuery allows: lower-case letters, digits, `_` and `-`, at most 63 characters. Empty values
 * are left out.
 */
export function jobLabels(labels: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const entries = Object.entries(labels).flatMap(([name, value]) => {
    const text = (value ?? '')
      .toLowerCase()
      .replace(/[^a-z0-9_-]/g, '-')
      .slice(0, LONGEST)
    return text === '' ? [] : [[name, text] as const]
  })
  return { application: 'cloudact', ...Object.fromEntries(entries) }
}
