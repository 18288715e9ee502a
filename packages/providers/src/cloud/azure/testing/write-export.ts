import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { addDays, addMonths } from '@cloudact/core/day'

export type ExportLine = Readonly<Record<string, string>>

export type ExportOptions = {
  readonly kind: 'actual' | 'amortized'
  readonly lines: readonly ExportLine[]
  /** First day of the month. */
  readonly period: string
  readonly runId?: string
  readonly submittedTime?: string
  /** Scope without slash at its end. */
  readonly scope?: string
  readonly compression?: 'csv' | 'gz'
  /** Lines are dealt out to this many files. */
  readonly parts?: number
  /** Replaces the text of a part before it is packed. */
  readonly editText?: (text: string, part: number) => string
  /** Replaces the bytes of a part after it was packed; null leaves the part out. */
  readonly editBytes?: (bytes: Buffer, part: number) => Buffer | null
}

export const SCOPE = '/providers/Microsoft.Billing/billingAccounts/8611537'

const TYPE_OF = { actual: 'ActualCost', amortized: 'AmortizedCost' }

/** Writes one run of an export below `folder`, which holds a folder per export, as Cost Management lays it out. */
export async function writeExport(folder: string, options: ExportOptions): Promise<void> {
  const { kind, lines, compression = 'gz', parts = 1 } = options
  const header = [...new Set(lines.flatMap((line) => Object.keys(line)))]
  const files: { readonly name: string; readonly bytes: Buffer; readonly stored: Buffer | null }[] = []
  for (let part = 0; part < parts; part += 1) {
    const rows = lines
      .filter((_, index) => index % parts === part)
      .map((line) => header.map((column) => line[column] ?? ''))
    const text = `\uFEFF${[header, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`
    const edited = Buffer.from(options.editText?.(text, part) ?? text)
    const bytes = compression === 'gz' ? gzipSync(edited) : edited
    const stored = options.editBytes ? options.editBytes(bytes, part) : bytes
    files.push({ name: `part_${part}.csv${compression === 'gz' ? '.gz' : ''}`, bytes, stored })
  }
  await writeRun(folder, { ...options, kind }, files)
}

/** Writes the files of one run and the manifest that names them. */
export async function writeRun(
  folder: string,
  options: Omit<ExportOptions, 'lines'>,
  files: readonly { readonly name: string; readonly bytes: Buffer; readonly stored: Buffer | null }[],
): Promise<void> {
  const {
    kind,
    period,
    runId = 'run-1',
    submittedTime = `${period}T06:00:00.0000000Z`,
    scope = SCOPE,
  } = options
  const last = addDays(addMonths(period, 1), -1)
  const range = `${period}-${last}`.replace(/(\d{4})-(\d{2})-(\d{2})/g, '$1$2$3')
  const place = `${kind}-daily/${range}/${runId}`
  for (const { name, stored } of files) if (stored) await store(join(folder, place, name), stored)
  const manifest = {
    manifestVersion: '2024-04-01',
    byteCount: files.reduce((sum, { bytes }) => sum + bytes.length, 0),
    blobCount: files.length,
    exportConfig: {
      exportName: `${kind}-daily`,
      resourceId: `${scope}/providers/Microsoft.CostManagement/exports/${kind}-daily`,
      dataVersion: '2021-10-01',
      type: TYPE_OF[kind],
      timeFrame: 'MonthToDate',
      granularity: 'Daily',
    },
    deliveryConfig: {
      partitionData: true,
      dataOverwriteBehavior: 'OverwritePreviousReport',
      fileFormat: 'Csv',
    },
    runInfo: {
      executionType: 'Scheduled',
      submittedTime,
      runId,
      startDate: `${period}T00:00:00`,
      endDate: `${last}T00:00:00`,
    },
    blobs: files.map(({ name, bytes }) => ({
      blobName: `exports/${place}/${name}`,
      byteCount: bytes.length,
    })),
  }
  await store(join(folder, place, 'manifest.json'), JSON.stringify(manifest))
}

export async function store(path: string, bytes: Buffer | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
}

function cell(value: string): string {
  return /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}
