import type { Macro } from '../macro.ts'

/** A Parquet map column as JSON text, members in the map's order. BigQuery loads such a column as key_value records. */
export const mapJson: Macro = {
  name: 'map_json',
  usage: '{{map_json(map)}}',
  arity: { min: 1, max: 1 },
  duckdb: (call) => `CAST(to_json(${call.arg(0)}) AS VARCHAR)`,
  bigquery: (call) =>
    `(SELECT CONCAT('{', STRING_AGG(CONCAT(TO_JSON_STRING(entry.key), ':', TO_JSON_STRING(entry.value)), ',' ORDER BY place), '}') ` +
    `FROM UNNEST(${call.arg(0)}.key_value) AS entry WITH OFFSET AS place)`,
}
