import { AppError } from '@cloudact/core/errors'
import type { ColumnType, Row, SliceContent } from '@cloudact/core/ports/warehouse'
import { duckdbIdentifier } from '../sql/duckdb-dialect.ts'
import type { Session, SourceColumn } from './engine.ts'
import type { LakeColumn, LakeTable } from './lake-table.ts'
import { validateCell } from './validate-cell.ts'

type Rows = Extract<SliceContent, { kind: 'rows' }>['rows']

const FLUSH_EVERY = 20_000
const STAGE = 'staged_rows'

/** Text wherever a cast loses nothing; the typed select turns it into the table's types. */
function stageType(type: ColumnType): 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'VARCHAR' {
  if (type === 'int64') return 'BIGINT'
  if (type === 'float64') return 'DOUBLE'
  return type === 'bool' ? 'BOOLEAN' : 'VARCHAR'
}

/**
 * Streams rows into a temporary table of the session after checking each against the schema. Throws `invalid_input`
 * naming row (counted from 1) and column.
 */
export async function stageRows(
  session: Session,
  table: LakeTable,
  rows: Rows,
  stamp: Row,
  signal: AbortSignal | undefined,
): Promise<{ readonly sql: string; readonly columns: readonly SourceColumn[] }> {
  const columns = table.columns.filter(({ name }) => !Object.hasOwn(stamp, name))
  const names = new Set(table.columns.map(({ name }) => name))
  const staged = columns.map(({ name, type }) => ({ name, type: stageType(type) }))
  const { connection } = session
  await connection.run(`DROP TABLE IF EXISTS ${STAGE}`)
  // A table whose every column is stamped still has rows to count.
  const definitions = [
    '__row BOOLEAN',
    ...staged.map(({ name, type }) => `${duckdbIdentifier(name)} ${type}`),
  ]
  await connection.run(`CREATE TEMP TABLE ${STAGE} (${definitions.join(', ')})`)
  const appender = await connection.createAppender(STAGE, null, 'temp')
  try {
    let count = 0
    for await (const batch of rows) {
      signal?.throwIfAborted()
      for (const row of batch) {
        count += 1
        appender.appendBoolean(true)
        appendRow(appender, columns, names, row, count)
        appender.endRow()
        if (count % FLUSH_EVERY === 0) appender.flushSync()
      }
    }
    appender.flushSync()
  } finally {
    appender.closeSync()
  }
  const list = staged.map(({ name }) => duckdbIdentifier(name)).join(', ')
  return { sql: `SELECT ${list === '' ? 'NULL WHERE false' : `${list} FROM ${STAGE}`}`, columns: staged }
}

type Appender = Awaited<ReturnType<Session['connection']['createAppender']>>

function appendRow(
  appender: Appender,
  columns: readonly LakeColumn[],
  names: ReadonlySet<string>,
  row: Row,
  count: number,
): void {
  for (const key in row) {
    if (!names.has(key)) refuse(count, key, 'is not a column of the table')
  }
  for (const { name, type, required } of columns) {
    const cell = Object.hasOwn(row, name) ? row[name] : undefined
    if (cell === null || cell === undefined) {
      if (required === true) refuse(count, name, 'is required')
      appender.appendNull()
      continue
    }
    append(appender, checked(type, cell, count, name))
  }
}

function checked(
  type: ColumnType,
  cell: string | number | boolean,
  count: number,
  name: string,
): string | number | bigint | boolean {
  try {
    return validateCell(type, cell)
  } catch (error) {
    if (error instanceof AppError) return refuse(count, name, error.message)
    throw error
  }
}

function append(appender: Appender, value: string | number | bigint | boolean): void {
  if (typeof value === 'string') appender.appendVarchar(value)
  else if (typeof value === 'bigint') appender.appendBigInt(value)
  else if (typeof value === 'number') appender.appendDouble(value)
  else appender.appendBoolean(value)
}

function refuse(row: number, column: string, problem: string): never {
  throw new AppError('invalid_input', `Row ${row}: column "${column}" ${problem}. Nothing was stored.`, {
    public: { row, column },
    faults: [{ path: `/${row - 1}/${column}`, message: problem }],
  })
}
