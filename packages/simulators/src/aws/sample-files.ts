import { gzipSync } from 'node:zlib'
import { addMonths } from '@cloudact/core/day'
import { ACCOUNTS, SAMPLE_COLUMNS, type SampleColumn, type SampleLine } from './sample-line.ts'
import type { SampleMonth } from './sample-month.ts'
import { hash } from './sample-usage-lines.ts'

export type SampleFile = { readonly key: string; readonly body: Buffer }
export type SampleLayout = 'legacy' | 'cur2'

const LINES_PER_PART = 4_000

/** The objects AWS would put into the bucket for a month: data files first, the manifest last. */
export function sampleFiles(
  month: SampleMonth,
  options: { readonly layout: SampleLayout; readonly folder: string; readonly deliveredAt: string },
): SampleFile[] {
  return options.layout === 'legacy' ? legacyFiles(month, options) : exportFiles(month, options)
}

type Placement = { readonly folder: string; readonly deliveredAt: string }

function legacyFiles(month: SampleMonth, { folder, deliveredAt }: Placement): SampleFile[] {
  const name = nameOf(folder)
  const end = addMonths(month.start, 1)
  const range = `${month.start}-${end}`.replace(/(\d{4})-(\d{2})-(\d{2})/g, '$1$2$3')
  const assemblyId = deliveryId(month, deliveredAt)
  const parts = split(month.lines).map((lines, index): SampleFile => ({
    key: `${folder}/${range}/${assemblyId}/${name}-${index + 1}.csv.gz`,
    body: gzipSync(
      csv(
        SAMPLE_COLUMNS,
        lines.map((line) => SAMPLE_COLUMNS.map((column) => line[column] ?? '')),
      ),
    ),
  }))
  const manifest = {
    assemblyId,
    account: month.lines[0]?.['bill/PayerAccountId'],
    columns: SAMPLE_COLUMNS.map((column) => ({
      category: column.split('/')[0],
      name: column.slice(column.indexOf('/') + 1),
      type: 'OptionalString',
    })),
    charset: 'UTF-8',
    compression: 'GZIP',
    contentType: 'text/csv',
    reportId: hash(name),
    reportName: name,
    billingPeriod: {
      start: `${month.start.replaceAll('-', '')}T000000.000Z`,
      end: `${end.replaceAll('-', '')}T000000.000Z`,
    },
    bucket: 'billing',
    reportKeys: parts.map(({ key }) => key),
    additionalArtifactKeys: [],
  }
  const body = Buffer.from(JSON.stringify(manifest, null, 2))
  return [
    ...parts,
    { key: `${folder}/${range}/${assemblyId}/${name}-Manifest.json`, body },
    { key: `${folder}/${range}/${name}-Manifest.json`, body },
  ]
}

const TAG = 'resourceTags/user:'

function exportFiles(month: SampleMonth, { folder, deliveredAt }: Placement): SampleFile[] {
  const name = nameOf(folder)
  const executionId = deliveryId(month, deliveredAt)
  const plain = SAMPLE_COLUMNS.filter(
    (column) => !column.startsWith(TAG) && column !== 'product/ProductName' && column !== 'product/region',
  )
  const columns = [
    ...plain.map(snakeCase),
    'line_item_usage_account_name',
    'product_region_code',
    'product',
    'resource_tags',
  ]
  const row = (line: SampleLine) => [
    ...plain.map((column) => line[column] ?? ''),
    ACCOUNTS.find(({ id }) => id === line['lineItem/UsageAccountId'])?.name ?? '',
    line['product/region'] ?? '',
    JSON.stringify({ product_name: line['product/ProductName'] ?? '' }),
    JSON.stringify(tagsOf(line)),
  ]
  const parts = split(month.lines).map((lines, index): SampleFile => ({
    key: `${folder}/data/BILLING_PERIOD=${month.start.slice(0, 7)}/${executionId}/${name}-0000${index + 1}.csv.gz`,
    body: gzipSync(csv(columns, lines.map(row))),
  }))
  const manifest = {
    executionId,
    exportArn: `arn:aws:bcm-data-exports:us-east-1:${month.lines[0]?.['bill/PayerAccountId']}:export/${name}-1`,
    columns: columns.map((column) => ({ name: column, type: 'string' })),
    dataFiles: parts.map(({ key }) => `s3://billing/${key}`),
  }
  const key = `${folder}/metadata/BILLING_PERIOD=${month.start.slice(0, 7)}/${name}-Manifest.json`
  return [...parts, { key, body: Buffer.from(JSON.stringify(manifest, null, 2)) }]
}

function tagsOf(line: SampleLine): Record<string, string> {
  return Object.fromEntries(
    SAMPLE_COLUMNS.filter((column) => column.startsWith(TAG) && line[column]).map((column) => [
      `user_${column.slice(TAG.length)}`,
      line[column] ?? '',
    ]),
  )
}

function snakeCase(column: SampleColumn): string {
  return column
    .replace('/', '_')
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
}

function deliveryId(month: SampleMonth, deliveredAt: string): string {
  return hash(`${month.start}/${deliveredAt}/${month.lines.length}`).slice(0, 32)
}

function nameOf(folder: string): string {
  return folder.split('/').at(-1) ?? folder
}

function split(lines: readonly SampleLine[]): SampleLine[][] {
  const parts: SampleLine[][] = []
  for (let at = 0; at < lines.length; at += LINES_PER_PART) parts.push(lines.slice(at, at + LINES_PER_PART))
  return parts
}

function csv(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const cell = (value: string) => (/[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value)
  return `${[header, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`
}
