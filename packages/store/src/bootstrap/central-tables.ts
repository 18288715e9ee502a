import { AppError } from '@cloudact/core/errors'
import type { Sql, Transaction } from '@cloudact/core/ports/sql'
import type { ColumnType, TableSchema } from '@cloudact/core/ports/warehouse'

export type CentralTableStatus = {
  readonly expected: readonly string[]
  readonly existing: readonly string[]
  readonly missing: readonly string[]
  /** Tables of the schema that no description names: those of sign-in, the lake's catalog, migrations. */
  readonly extra: readonly string[]
  /** Described columns the database lacks, by table. */
  readonly missingColumns: Readonly<Record<string, readonly string[]>>
}

const IDENTIFIER = /^[a-z_][a-z0-9_]{0,62}$/
const POSTGRES_TYPES: Readonly<Record<ColumnType, string>> = {
  string: 'text',
  int64: 'bigint',
  decimal: 'numeric(38, 12)',
  float64: 'double precision',
  bool: 'boolean',
  date: 'date',
  timestamp: 'timestamptz',
  json: 'jsonb',
}

/** Compares the described central tables with those of the database. */
export async function centralTableStatus(
  sql: Sql,
  tables: Iterable<TableSchema>,
): Promise<CentralTableStatus> {
  const rows = await sql.query<{ table_name: string; column_name: string }>(
    'SELECT table_name, column_name FROM information_schema.columns WHERE table_schema = current_schema()',
  )
  const columns = new Map<string, Set<string>>()
  for (const { table_name: table, column_name: column } of rows) {
    columns.set(table, (columns.get(table) ?? new Set()).add(column))
  }
  const described = [...tables]
  const expected = described.map((table) => table.name).sort()
  const missingColumns = described.flatMap((table) => {
    const known = columns.get(table.name)
    const missing = table.columns
      .filter((column) => known && !known.has(column.name))
      .map((column) => column.name)
    return missing.length > 0 ? [[table.name, missing] as const] : []
  })
  return {
    expected,
    existing: expected.filter((name) => columns.has(name)),
    missing: expected.filter((name) => !columns.has(name)),
    extra: [...columns.keys()].filter((name) => !expected.includes(name)).sort(),
    missingColumns: Object.fromEntries(missingColumns),
  }
}

/**
 * Adds described tables and columns the database lacks: those of an overlay, since the migrations make our own. Never
 * drops or retypes.
 */
export async function syncCentralTables(
  tx: Transaction,
  tables: Iterable<TableSchema>,
  options: { readonly tables: boolean; readonly columns: boolean },
): Promise<{
  readonly tablesCreated: readonly string[]
  readonly columnsAdded: CentralTableStatus['missingColumns']
}> {
  const described = new Map([...tables].map((table) => [table.name, table]))
  const status = await centralTableStatus(tx, described.values())
  const tablesCreated = options.tables ? status.missing : []
  for (const name of tablesCreated) {
    const columns = (described.get(name)?.columns ?? []).map(
      (column) =>
        `${quoted(column.name)} ${POSTGRES_TYPES[column.type]}${column.required ? ' NOT NULL' : ''}`,
    )
    await tx.query(`CREATE TABLE ${quoted(name)} (${columns.join(', ')})`)
  }
  const columnsAdded = options.columns ? status.missingColumns : {}
  for (const [name, columns] of Object.entries(columnsAdded)) {
    for (const column of columns) {
      const type =
        described.get(name)?.columns.find((candidate) => candidate.name === column)?.type ?? 'string'
      await tx.query(`ALTER TABLE ${quoted(name)} ADD COLUMN ${quoted(column)} ${POSTGRES_TYPES[type]}`)
    }
  }
  return { tablesCreated, columnsAdded }
}

function quoted(name: string): string {
  if (!IDENTIFIER.test(name))
    throw new AppError('config_invalid', `"${name.slice(0, 80)}" is not a table or column name.`)
  return `"${name}"`
}
