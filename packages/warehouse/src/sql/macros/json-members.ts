import type { Macro, MacroCall } from '../macro.ts'

/** A JSON object (as text) of the members whose value is not NULL; NULL when there are none. Values are text. */
export const jsonMembers: Macro = {
  name: 'json_members',
  usage: "{{json_members('k', v, …)}}",
  arity: { min: 2, max: Infinity },
  duckdb: (call) => object(call, (value) => `CAST(to_json(CAST(${value} AS VARCHAR)) AS VARCHAR)`),
  bigquery: (call) => object(call, (value) => `TO_JSON_STRING(CAST(${value} AS STRING))`),
}

function object(call: MacroCall, quoted: (value: string) => string): string {
  const { args } = call
  if (args.length % 2 !== 0) call.fail('needs a value for every key')
  const members = args.flatMap((value, index) => {
    if (index % 2 === 0) return []
    const key = call.dialect.string(`,${JSON.stringify(call.literal(index - 1))}:`)
    return [`CASE WHEN ${value} IS NULL THEN '' ELSE CONCAT(${key}, ${quoted(value)}) END`]
  })
  return `NULLIF(CONCAT('{', SUBSTR(CONCAT(${members.join(', ')}, ''), 2), '}'), '{}')`
}
