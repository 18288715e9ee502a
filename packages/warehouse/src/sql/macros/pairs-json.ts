import type { Macro } from '../macro.ts'

/** A JSON array of `{"key", "value"}` objects (as text) as one JSON object in its order; NULL for none. */
export const pairsJson: Macro = {
  name: 'pairs_json',
  usage: '{{pairs_json(json)}}',
  arity: { min: 1, max: 1 },
  duckdb: (call) => `pairs_object(${call.arg(0)})`,
  bigquery: (call) =>
    `(SELECT CONCAT('{', STRING_AGG(CONCAT(JSON_QUERY(pair, '$.key'), ':', COALESCE(JSON_QUERY(pair, '$.value'), 'null')), ',' ORDER BY place), '}') ` +
    `FROM UNNEST(JSON_QUERY_ARRAY(${call.arg(0)})) AS pair WITH OFFSET AS place)`,
  duckdbFunctions: [
    `CREATE OR REPLACE MACRO pairs_object(j) AS
  CASE WHEN j IS NOT NULL AND j <> '[]' THEN '{' || array_to_string(list_transform(from_json(j, '["JSON"]'),
    lambda pair: (pair->'$.key')::VARCHAR || ':' || coalesce((pair->'$.value')::VARCHAR, 'null')), ',') || '}' END`,
  ],
}
