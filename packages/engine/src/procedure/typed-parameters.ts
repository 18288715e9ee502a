/** Types whose parameters travel as text and must be given back their type in the statement. */
const CAST_BY_TYPE: Readonly<Record<string, string>> = {
  date: 'date',
  timestamp: 'timestamp',
  decimal: 'to_decimal',
}

/** A quoted text, a comment, or a parameter. */
const TOKEN = /'(?:[^']|'')*'|--[^\n]*|\/\*[\s\S]*?\*\/|@([A-Za-z_][A-Za-z0-9_]*)/g

/**
 * Writes `{{date(@period_start)}}` for `@period_start` where the parameter is a date, and the like, so that comparing
 * it with a column means the same in both engines. Texts and comments are left alone; a cast of a cast changes nothing.
 */
export function typedParameters(sql: string, types: Readonly<Record<string, string>>): string {
  return sql.replace(TOKEN, (token, name: string | undefined) => {
    const type = name !== undefined && Object.hasOwn(types, name) ? types[name] : undefined
    const macro = type === undefined ? undefined : CAST_BY_TYPE[type]
    return macro === undefined ? token : `{{${macro}(${token})}}`
  })
}
