import { AppError } from '@cloudact/core/errors'
import { columnIdentity, CUR_COLUMNS, KEYED_COLUMNS, type CurColumn } from './cur-columns.ts'

export type RawSelect = { readonly sql: string; readonly columns: readonly string[] }

/**
 * The one SELECT that turns a delivery's files (`{{source}}`) into rows of `cloud_aws_billing_raw_daily`.
 *
 * `names` are the file's columns as written. Unknown ones are left out, absent ones become NULL. Throws `invalid_input`
 * listing the columns without which a bill cannot be converted.
 */
export function renderRawSelect(names: readonly string[], format: 'csv' | 'parquet'): RawSelect {
  const byIdentity = new Map<string, string>()
  for (const name of names) {
    const identity = columnIdentity(name)
    if (!byIdentity.has(identity)) byIdentity.set(identity, name)
  }
  const missing = CUR_COLUMNS.filter((column) => column.needed && !find(column, byIdentity).length)
  if (missing.length > 0) {
    throw new AppError(
      'invalid_input',
      `The AWS export lacks ${missing.map(({ from }) => from[0]).join(', ')}. Add the columns to the export and let AWS deliver it again.`,
    )
  }
  const columns = CUR_COLUMNS.map(
    (column) => [column.target, expression(column, byIdentity, format)] as const,
  )
  const keyed = KEYED_COLUMNS.map(
    (column) => [column.target, keyedExpression(column, names, format)] as const,
  )
  const list = [...columns, ...keyed, ...STAMPED]
    .map(([target, sql]) => `    ${sql} AS ${target}`)
    .join(',\n')
  return {
    sql: `SELECT\n  line.*,\n  ${AMORTIZED_COST} AS amortized_cost\nFROM (\n  SELECT\n${list}\n  FROM ${delivered(names, format)}\n) AS line`,
    columns: [...columns, ...keyed, ...STAMPED].map(([target]) => target),
  }
}

/** Facts about the delivery, the same on every row. */
const STAMPED = [
  ['assembly_id', '@assembly_id'],
  ['assembly_first_seen_at', '{{timestamp(@assembly_first_seen_at)}}'],
  ['billing_status', '@billing_status'],
  ['x_ingestion_id', '@assembly_id'],
  ['x_cloud_provider', "'aws'"],
  ['x_cloud_account_id', '@payer_account_id'],
] as const

/** The most frequent kind comes first: a CASE stops at the first match. */
const AMORTIZED_COST = `CASE line_item_type
    WHEN 'Usage' THEN COALESCE(net_unblended_cost, unblended_cost)
    WHEN 'SavingsPlanCoveredUsage' THEN COALESCE(savings_plan_net_effective_cost, savings_plan_effective_cost)
    WHEN 'SavingsPlanNegation' THEN {{decimal('0')}}
    WHEN 'SavingsPlanUpfrontFee' THEN {{decimal('0')}}
    WHEN 'SavingsPlanRecurringFee' THEN savings_plan_total_commitment - savings_plan_used_commitment
    WHEN 'DiscountedUsage' THEN COALESCE(reservation_net_effective_cost, reservation_effective_cost)
    WHEN 'RIFee' THEN COALESCE(reservation_net_unused_upfront, reservation_unused_upfront)
      + COALESCE(reservation_net_unused_recurring, reservation_unused_recurring)
    ELSE COALESCE(net_unblended_cost, unblended_cost)
  END`

function find(column: CurColumn, byIdentity: ReadonlyMap<string, string>): string[] {
  return column.from.flatMap((name) => byIdentity.get(columnIdentity(name)) ?? [])
}

function expression(
  column: CurColumn,
  byIdentity: ReadonlyMap<string, string>,
  format: 'csv' | 'parquet',
): string {
  const sources = find(column, byIdentity).map((name) => value(quote(name), column.kind, format))
  const map = column.mapKey && byIdentity.get(columnIdentity(column.mapKey.map))
  if (column.mapKey && map) {
    const { key } = column.mapKey
    sources.push(
      format === 'csv' ? `{{json_text(${quote(map)}, '$.${key}')}}` : `{{map_text(${quote(map)}, '${key}')}}`,
    )
  }
  const own = column.target === 'payer_account_name' ? ['@payer_account_name'] : []
  const all = [...sources, ...own]
  if (all.length > 1) return `COALESCE(${all.join(', ')})`
  return all[0] ?? `{{cast(NULL, ${TYPE_OF_KIND[column.kind]})}}`
}

const TYPE_OF_KIND = { text: 'string', amount: 'decimal', time: 'timestamp', day: 'date' } as const

/** Empty text and the literal NULL are absent values in every spelling of the report. */
function value(column: string, kind: CurColumn['kind'], format: 'csv' | 'parquet'): string {
  const present = `NULLIF(NULLIF(${column}, ''), 'NULL')`
  switch (kind) {
    case 'text':
      return present
    case 'amount':
      return format === 'csv' ? `{{to_decimal(${present})}}` : `{{float_decimal(${column})}}`
    case 'time':
      return `{{timestamp(${format === 'csv' ? present : column})}}`
    case 'day':
      return `{{day({{timestamp(${format === 'csv' ? present : column})}})}}`
  }
}

/** The source; a Parquet map is turned into text once, below the expressions that read it several times. */
function delivered(names: readonly string[], format: 'csv' | 'parquet'): string {
  const maps =
    format === 'csv'
      ? []
      : names.filter((name) => KEYED_COLUMNS.some(({ map }) => map === name.toLowerCase()))
  if (maps.length === 0) return '{{source}}'
  return `(SELECT delivered.*, ${maps.map((name) => `{{map_json(${quote(name)})}} AS ${mapText(name)}`).join(', ')} FROM {{source}} AS delivered)`
}

function mapText(name: string): string {
  return quote(`${name.toLowerCase()} as text`)
}

function keyedExpression(
  keyed: (typeof KEYED_COLUMNS)[number],
  names: readonly string[],
  format: 'csv' | 'parquet',
): string {
  const map = names.find((name) => name.toLowerCase() === keyed.map)
  if (map) return mapExpression(format === 'csv' ? quote(map) : mapText(map), format)
  const members = names.flatMap((name) => {
    const prefix = keyed.prefixes.find(
      (candidate) => name.startsWith(candidate) && name.length > candidate.length,
    )
    return prefix ? [`${literal(tagKey(name.slice(prefix.length)))}, NULLIF(${quote(name)}, '')`] : []
  })
  return members.length === 0 ? '{{cast(NULL, string)}}' : `{{json_members(${members.join(', ')})}}`
}

/**
 * CUR 2.0 marks every user tag with `user_`; FOCUS wants the key as the person wrote it. The short form is right when no
 * value begins with the mark and nothing is escaped; otherwise only marks after `{` and `,` are keys, because a quote
 * inside a value is escaped.
 */
function mapExpression(json: string, format: 'csv' | 'parquet'): string {
  const values = format === 'csv' ? [':"user_', ': "user_'] : [':"user_']
  const safe = ['\\', ...values].map((text) => `STRPOS(${json}, '${text}') = 0`).join(' AND ')
  const keysOnly = [`{"user_`, `,"user_`, `, "user_`].reduce(
    (sql, marked) => `REPLACE(${sql}, '${marked}', '${marked.replace('user_', '')}')`,
    json,
  )
  return `NULLIF(NULLIF(CASE WHEN ${safe} THEN REPLACE(${json}, '"user_', '"') ELSE ${keysOnly} END, '{}'), '')`
}

function tagKey(key: string): string {
  return key.replace(/^user[:_]/, '')
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
