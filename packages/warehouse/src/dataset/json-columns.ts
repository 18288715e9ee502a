import { AppError } from '@cloudact/core/errors'
import type { Session } from '../lake/engine.ts'
import { inspectFile } from '../lake/inspect-file.ts'
import { duckdbIdentifier, duckdbString } from '../sql/duckdb-dialect.ts'

/**
 * A SELECT of a JSONL file's keys as text columns, in the order in which lines name them. Objects and arrays are JSON
 * text. Throws `invalid_input` for a damaged file and for a line that is no object.
 */
export async function jsonColumns(session: Session, what: string, path: string): Promise<string> {
  const { compression } = await inspectFile(path, undefined)
  const objects = `read_ndjson_objects(${duckdbString(path)}, compression = '${compression === 'gzip' ? 'gzip' : 'uncompressed'}')`
  const keys = `SELECT unnest(json_keys(json)) AS name, generate_subscripts(json_keys(json), 1) AS place FROM ${objects}`
  const found = await session.rows({
    what,
    sql: `SELECT name FROM (${keys}) GROUP BY name ORDER BY min(place), name`,
  })
  const names = found.map(({ name }) => String(name))
  if (names.length === 0) throw new AppError('invalid_input', `${what} holds no JSON objects.`)
  const columns = names.map((name) => {
    const key = duckdbString(`$."${name.replaceAll('"', '\\"')}"`)
    return `json_extract_string(json, ${key}) AS ${duckdbIdentifier(name)}`
  })
  return `SELECT ${columns.join(', ')} FROM ${objects}`
}
