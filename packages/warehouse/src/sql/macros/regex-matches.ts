import type { Macro } from '../macro.ts'

/** Whether an RE2 pattern occurs anywhere in a text. */
export const regexMatches: Macro = {
  name: 'regex_matches',
  usage: "{{regex_matches(text, 'pattern')}}",
  arity: { min: 2, max: 2 },
  duckdb: (call) => `regexp_matches(${call.arg(0)}, ${call.dialect.string(call.literal(1))})`,
  bigquery: (call) => `REGEXP_CONTAINS(${call.arg(0)}, ${call.dialect.string(call.literal(1))})`,
}
