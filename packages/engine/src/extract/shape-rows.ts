import { AppError } from '@cloudact/core/errors'
import type { Cell, Row, TableSchema } from '@cloudact/core/ports/warehouse'
import { isJsonObject, JsonNumber, type JsonObject, type JsonValue } from '../json-source.ts'
import { toCell } from './cells.ts'
import type { ExtractConfig } from './extract-config.ts'
import { fill } from './placeholders.ts'

type Transform = ExtractConfig['transform']

/** Written by the engine, never by a source. */
const LINEAGE = new Set([
  'x_org_slug',
  'x_pipeline_id',
  'x_credential_id',
  'x_pipeline_run_date',
  'x_run_id',
  'x_ingested_at',
  'x_ingestion_date',
])

/** Turns records into rows of one table, and remembers which fields the table has no column for. */
export class RowShaper {
  readonly #transform: Transform
  readonly #columns: TableSchema['columns']
  readonly #names: ReadonlySet<string>
  readonly #table: string
  /** Fields of the source that went nowhere, with how often. */
  readonly dropped = new Map<string, number>()

  constructor(transform: Transform, schema: TableSchema) {
    this.#transform = transform
    this.#table = schema.name
    this.#columns = schema.columns.filter((column) => !LINEAGE.has(column.name))
    this.#names = new Set(this.#columns.map((column) => column.name))
  }

  /** Throws `invalid_input` naming the column, the record's place and the value that does not fit. */
  shape(record: JsonValue, place: string, values: Readonly<Record<string, string>>): Row {
    if (!isJsonObject(record))
      throw new AppError('invalid_input', `${place} is not an object, so it has no columns.`)
    const fields = this.#fields(record, values)
    for (const name of fields.keys()) {
      if (!this.#names.has(name) && this.#transform.raw_column === undefined)
        this.dropped.set(name, (this.dropped.get(name) ?? 0) + 1)
    }
    const row: Record<string, Cell> = {}
    for (const column of this.#columns) {
      const value = column.name === this.#transform.raw_column ? record : fields.get(column.name)
      const cell = this.#cell(value, column, place)
      if (cell === null && column.required) {
        throw new AppError(
          'invalid_input',
          `${place} has no value for "${column.name}", which table ${this.#table} requires.`,
        )
      }
      row[column.name] = cell
    }
    return row
  }

  #cell(value: JsonValue | undefined, column: TableSchema['columns'][number], place: string): Cell {
    const reading = this.#transform.types[column.name]
    try {
      if (reading === undefined) return toCell(value, column.type)
      const read = toCell(value, reading)
      return toCell(typeof read === 'number' ? new JsonNumber(String(read)) : read, column.type)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      throw new AppError('invalid_input', `${place}, column "${column.name}": ${error.message}`, {
        cause: error,
      })
    }
  }

  #fields(record: JsonObject, values: Readonly<Record<string, string>>): Map<string, JsonValue> {
    const { flatten, rename, add_fields } = this.#transform
    const flat = new Map<string, JsonValue>()
    if (flatten === false) {
      for (const [name, value] of Object.entries(record)) flat.set(name, value)
    } else {
      const { separator, max_depth } = flatten === true ? { separator: '_', max_depth: 5 } : flatten
      flattenInto(flat, record, '', separator, max_depth)
    }
    const fields = new Map<string, JsonValue>()
    for (const [name, value] of flat)
      fields.set(Object.hasOwn(rename, name) ? (rename[name] ?? name) : name, value)
    for (const [name, value] of Object.entries(add_fields)) {
      fields.set(
        name,
        typeof value === 'string'
          ? fill(value, values)
          : typeof value === 'number'
            ? new JsonNumber(String(value))
            : value,
      )
    }
    return fields
  }
}

function flattenInto(
  target: Map<string, JsonValue>,
  value: JsonObject,
  prefix: string,
  separator: string,
  depth: number,
): void {
  for (const [key, item] of Object.entries(value)) {
    const name = prefix === '' ? key : `${prefix}${separator}${key}`
    if (isJsonObject(item) && depth > 0) flattenInto(target, item, name, separator, depth - 1)
    else target.set(name, item)
  }
}
