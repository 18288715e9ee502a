/** SQL that is true for a text that is no JSON object, or one whose keys repeat or whose values are not single ones. */
export function keyValueFault(value: string): string {
  return guarded(
    value,
    `(json_type(${value}) <> 'OBJECT' OR ${repeatsKeys(value)} OR len(list_filter(json_extract(${value}, '$.*'), ` +
      `lambda member: json_type(member) IN ('OBJECT', 'ARRAY'))) > 0)`,
    true,
  )
}

/** SQL that is true for a text that is no JSON object, or one that repeats a key. */
export function objectFault(value: string): string {
  return guarded(value, `(json_type(${value}) <> 'OBJECT' OR ${repeatsKeys(value)})`, true)
}

function repeatsKeys(value: string): string {
  return `len(json_keys(${value})) <> len(list_distinct(json_keys(${value})))`
}

/** The condition for JSON, `otherwise` for text that is none, false for NULL: the functions of JSON fail on the rest. */
export function guarded(value: string, condition: string, otherwise: boolean): string {
  return `CASE WHEN ${value} IS NULL THEN false WHEN NOT json_valid(${value}) THEN ${otherwise} ELSE ${condition} END`
}
