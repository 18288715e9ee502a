import { addDays } from '@cloudact/core/day'
import type { Row, Slice, Statement, TableSchema } from '@cloudact/core/ports/warehouse'
import type { OrgWarehouse } from '@cloudact/core/ports/warehouse'

export const COUNT = { sql: 'SELECT COUNT(*) AS n FROM {{table(cost_lines)}}' }
export const TOTAL = { sql: 'SELECT COUNT(*) AS n, {{sum(cost)}} AS cost FROM {{table(cost_lines)}}' }

/** Organizations of a warehouse under test. */
export type Tenants = {
  forOrg(slug: string): OrgWarehouse
  /** One of its own, with the cost table. */
  create(): Promise<OrgWarehouse>
}

/** Replaces a slice of the cost table by these rows. */
export function put(org: OrgWarehouse, period: string, rows: readonly Row[], runId = 'run-1') {
  return org.replaceSlices([{ slice: slice(period), content: { kind: 'rows', rows: [rows] } }], {
    runId,
    stamp: { x_run_id: runId },
  })
}

/** A cost table small enough to read, with every column type, a rollup and lineage. */
export const costTable: TableSchema = {
  name: 'cost_lines',
  partition: { column: 'charged_at', granularity: 'day' },
  cluster: ['service'],
  columns: [
    { name: 'line_id', type: 'string', required: true },
    { name: 'service', type: 'string' },
    { name: 'charged_at', type: 'timestamp', required: true },
    { name: 'invoice_date', type: 'date' },
    { name: 'currency', type: 'string' },
    { name: 'cost', type: 'decimal' },
    { name: 'quantity', type: 'int64' },
    { name: 'ratio', type: 'float64' },
    { name: 'is_final', type: 'bool' },
    { name: 'tags', type: 'json' },
    { name: 'x_run_id', type: 'string' },
    { name: 'x_org_slug', type: 'string' },
  ],
  rollup: {
    name: 'daily',
    dimensions: [
      { name: 'day', type: 'date', expression: '{{day(charged_at)}}' },
      { name: 'service', type: 'string', expression: 'service' },
    ],
    measures: [
      { name: 'cost', type: 'decimal', expression: 'cost' },
      { name: 'row_count', type: 'int64', expression: '1' },
    ],
  },
}

/** The same with charge periods, and a rollup by the organization's day. */
export const zonedTable: TableSchema = {
  ...costTable,
  columns: [...costTable.columns, { name: 'ended_at', type: 'timestamp' }],
  rollup: {
    name: 'daily',
    dimensions: [{ name: 'day', type: 'date', expression: '{{report_day(charged_at, ended_at)}}' }],
    measures: [{ name: 'cost', type: 'decimal', expression: 'cost' }],
  },
}

/** An hour in the UTC night for 1, an hour at noon for 10, and the whole UTC day for 100. */
export function zonedLines(day: string): Row[] {
  const line = (name: string, start: string, end: string, cost: string): Row => ({
    line_id: `${day}-${name}`,
    charged_at: `${day}T${start}:00:00Z`,
    ended_at: `${end}:00:00Z`,
    cost,
  })
  return [
    line('early', '03', `${day}T04`, '1'),
    line('noon', '12', `${day}T13`, '10'),
    line('whole', '00', `${addDays(day, 1)}T00`, '100'),
  ]
}

export function slice(period: string, over: Partial<Slice> = {}): Slice {
  return {
    table: 'cost_lines',
    pipelineId: 'acme-cloud-aws',
    credentialId: 'c1',
    accountId: 'a1',
    period,
    ...over,
  }
}

/** `count` lines of one day, 0.000000000001 apart, so that a lost digit shows. */
export function lines(day: string, count: number, service = 'EC2'): Row[] {
  return Array.from({ length: count }, (_, index) => ({
    line_id: `${day}-${index}`,
    service,
    charged_at: `${day}T0${index % 10}:30:00Z`,
    invoice_date: day,
    currency: 'USD',
    cost: `1.${String(index + 1).padStart(12, '0')}`,
    quantity: index,
    ratio: 0.5,
    is_final: index % 2 === 0,
    tags: '{"team":"a"}',
  }))
}

export async function readAll(org: OrgWarehouse, statement: Statement): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of org.query(statement)) rows.push(...batch)
  return rows
}

export async function readText(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  const parts: Uint8Array[] = []
  for await (const piece of pieces) parts.push(piece)
  return Buffer.concat(parts).toString('utf8')
}
