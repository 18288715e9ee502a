import { AppError } from '@cloudact/core/errors'
import { duckdbDialect, duckdbString } from '../sql/duckdb-dialect.ts'
import { renderSql, type RenderedSql } from '../sql/render-sql.ts'
import type { Engine } from './engine.ts'

/** Functions in FROM that read nothing but their arguments. */
const PLAIN_TABLE_FUNCTIONS = new Set(['unnest', 'range', 'generate_series'])
const REMEMBERED = 2_000

/**
 * Lets through a single SELECT that reads tables only by `{{table()}}`, `{{rollup()}}` and `{{source}}`: a file path, a
 * file-reading function or a second statement in it could reach another organization's files.
 */
export class StatementGuard {
  readonly #engine: Engine
  readonly #checked = new Map<string, RenderedSql>()

  constructor(engine: Engine) {
    this.#engine = engine
  }

  /** What the statement uses. Throws `config_invalid` when it is not a plain SELECT over the macros. */
  async check(sql: string, what: string): Promise<RenderedSql> {
    const known = this.#checked.get(sql)
    if (known !== undefined) return known
    const rendered = renderSql(sql, duckdbDialect())
    const { text } = rendered
    const [row] = await this.#engine.use(undefined, (session) =>
      session.rows({
        what,
        // As a literal: the function does not accept a parameter.
        sql: `SELECT json_serialize_sql(${duckdbString(text)}, skip_null := true, skip_empty := true) AS tree`,
      }),
    )
    const tree: unknown = JSON.parse(String(row?.['tree']))
    inspectTree(tree, rendered, what)
    if (this.#checked.size >= REMEMBERED) this.#checked.clear()
    this.#checked.set(sql, rendered)
    return rendered
  }
}

function inspectTree(tree: unknown, rendered: RenderedSql, what: string): void {
  if (!isRecord(tree) || tree['error'] === true) {
    const reason = isRecord(tree) ? String(tree['error_message']) : 'it cannot be parsed'
    throw new AppError('config_invalid', `${what} is not a valid SELECT: ${reason.split('\n')[0]}`)
  }
  const statements = Array.isArray(tree['statements']) ? tree['statements'] : []
  if (statements.length !== 1) throw new AppError('config_invalid', `${what} must be exactly one SELECT.`)
  const allowed = new Set([
    ...rendered.tables,
    ...rendered.rollups.map((table) => `${table}__rollup`),
    'source',
  ])
  const names = new Set([...allowed].map((name) => name.toLowerCase()))
  collectCommonTables(tree, names)
  visit(tree, (node) => {
    if (node['type'] === 'BASE_TABLE') {
      const name = typeof node['table_name'] === 'string' ? node['table_name'] : ''
      const qualified = Boolean(node['schema_name']) || Boolean(node['catalog_name'])
      if (qualified || !names.has(name.toLowerCase())) {
        throw new AppError('config_invalid', `${what} reads "${name}": name tables with {{table(name)}}.`)
      }
    }
    if (node['type'] === 'TABLE_FUNCTION') {
      const call = node['function']
      const name = isRecord(call) ? String(call['function_name']) : ''
      if (!PLAIN_TABLE_FUNCTIONS.has(name.toLowerCase())) {
        throw new AppError(
          'config_invalid',
          `${what} calls ${name}() in FROM, which is not part of the shared SQL subset.`,
        )
      }
    }
  })
}

function collectCommonTables(tree: unknown, names: Set<string>): void {
  visit(tree, (node) => {
    const map = node['cte_map']
    const entries = isRecord(map) && Array.isArray(map['map']) ? map['map'] : []
    for (const entry of entries) if (isRecord(entry)) names.add(String(entry['key']).toLowerCase())
  })
}

function visit(value: unknown, see: (node: Record<string, unknown>) => void): void {
  if (Array.isArray(value)) for (const item of value) visit(item, see)
  else if (isRecord(value)) {
    see(value)
    for (const item of Object.values(value)) visit(item, see)
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
