import type { Macro } from '../macro.ts'

/** A JSON object (as text) from keys (string literals) and values; NULL values stay as JSON null. Pass amounts as text. */
export const jsonObject: Macro = {
  name: 'json_object',
  usage: "{{json_object('k', v, …)}}",
  arity: { min: 0, max: Infinity },
  duckdb: (call) => `CAST(json_object(${pairs(call.args, call.fail)}) AS VARCHAR)`,
  bigquery: (call) => `TO_JSON_STRING(JSON_OBJECT(${pairs(call.args, call.fail)}))`,
}

function pairs(args: readonly string[], fail: (problem: string) => never): string {
  return args.length % 2 === 0 ? args.join(', ') : fail('needs a value for every key')
}
