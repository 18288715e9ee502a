import type { PGlite } from '@electric-sql/pglite'
import type { SqlRow } from '@cloudact/core/ports/sql'

type Message = Awaited<ReturnType<PGlite['execProtocol']>>['messages'][number]
type Field = { readonly name: string; readonly dataTypeID: number }
type Cell = string | null

/** Rows of a protocol answer; a value whose type has no parser stays text. */
export function decodeRows<Row extends SqlRow>(
  messages: readonly Message[],
  parsers: PGlite['parsers'],
): Row[] {
  let fields: readonly Field[] = []
  const rows: Row[] = []
  for (const message of messages) {
    if (isRowDescription(message)) fields = message.fields
    else if (isDataRow(message)) rows.push(decodeRow(fields, message.fields, parsers) as Row)
  }
  return rows
}

function decodeRow(fields: readonly Field[], cells: readonly Cell[], parsers: PGlite['parsers']): SqlRow {
  const row: SqlRow = {}
  for (const [index, { name, dataTypeID }] of fields.entries()) {
    const cell = cells[index] ?? null
    const parse = parsers[dataTypeID]
    row[name] = cell === null || parse === undefined ? cell : parse(cell, dataTypeID)
  }
  return row
}

function isRowDescription(message: Message): message is Message & { readonly fields: readonly Field[] } {
  return message.name === 'rowDescription'
}

function isDataRow(message: Message): message is Message & { readonly fields: readonly Cell[] } {
  return message.name === 'dataRow'
}
