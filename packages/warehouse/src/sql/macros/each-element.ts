import type { Macro } from '../macro.ts'

/** Stands after FROM or CROSS JOIN: a row per element of a JSON array (as text), the element's JSON under the given name. */
export const eachElement: Macro = {
  name: 'each_element',
  usage: '{{each_element(json, name)}}',
  arity: { min: 2, max: 2 },
  duckdb: (call) =>
    `UNNEST(from_json(${call.arg(0)}, '["JSON"]')) AS elements_of_${call.word(1)}(${call.word(1)})`,
  bigquery: (call) => `UNNEST(JSON_QUERY_ARRAY(${call.arg(0)})) AS ${call.word(1)}`,
}
