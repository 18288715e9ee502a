import { AppError } from '@cloudact/core/errors'
import { addMonths, type Day } from '@cloudact/core/day'
import { z } from 'zod'

export type ManifestColumn = { readonly name: string; readonly type: string }

/** What a delivery says about itself. One delivery covers one billing period. */
export type Manifest = {
  readonly kind: 'cur' | 'focus'
  /** Assembly id (legacy) or execution id (Data Exports): changes with every delivery. */
  readonly deliveryId: string
  /** First day of the billing period. */
  readonly period: Day
  readonly format: 'csv' | 'parquet'
  /** Keys as in S3, in the manifest's order. */
  readonly files: readonly string[]
  readonly columns: readonly ManifestColumn[]
  /** Account the manifest names, when it does. */
  readonly accountId: string | null
}

const LegacyManifest = z.object({
  assemblyId: z.string().min(1),
  account: z.string().optional(),
  bucket: z.string().optional(),
  contentType: z.string().default('text/csv'),
  billingPeriod: z.object({ start: z.string(), end: z.string() }),
  reportKeys: z.array(z.string().min(1)),
  columns: z
    .array(z.object({ category: z.string().default(''), name: z.string(), type: z.string().default('') }))
    .default([]),
})

const ExportManifest = z.object({
  executionId: z.string().min(1),
  dataFiles: z.array(z.string().min(1)),
  exportArn: z.string().optional(),
  columns: z.array(z.object({ name: z.string(), type: z.string().default('') })).default([]),
})

/**
 * Reads the manifest of either generation of billing exports.
 *
 * `period` is the billing period the manifest was looked up for: Data Exports state it only in the path.
 * Throws `invalid_input` when it is not a manifest or belongs to another period.
 */
export function parseManifest(text: string, period: Day): Manifest {
  const json = parseJson(text)
  const legacy = LegacyManifest.safeParse(json)
  if (legacy.success) return fromLegacy(legacy.data, period)
  const exported = ExportManifest.safeParse(json)
  if (exported.success) return fromExport(exported.data, period)
  throw new AppError(
    'invalid_input',
    `The manifest of ${period.slice(0, 7)} is neither a Cost and Usage Report manifest (assemblyId, reportKeys) nor a Data ` +
      'Exports manifest (executionId, dataFiles). Deliver the export again or check the prefix.',
  )
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new AppError(
      'invalid_input',
      'The manifest of the AWS bill is not valid JSON. It may be half written; try again.',
      { cause },
    )
  }
}

function fromLegacy(manifest: z.output<typeof LegacyManifest>, period: Day): Manifest {
  const start = manifest.billingPeriod.start
  const month = `${start.slice(0, 4)}-${start.slice(4, 6)}-01`
  if (month !== period) {
    throw new AppError(
      'invalid_input',
      `The manifest found for ${period.slice(0, 7)} says it covers ${month.slice(0, 7)}.`,
    )
  }
  return {
    kind: 'cur',
    deliveryId: manifest.assemblyId,
    period,
    ...filesOf(manifest.reportKeys, period),
    columns: manifest.columns.map(({ category, name, type }) => ({
      name: category ? `${category}/${name}` : name,
      type,
    })),
    accountId: manifest.account ?? null,
  }
}

function fromExport(manifest: z.output<typeof ExportManifest>, period: Day): Manifest {
  const isFocus = manifest.columns.some(({ name }) => name.toLowerCase() === 'chargecategory')
  return {
    kind: isFocus ? 'focus' : 'cur',
    deliveryId: manifest.executionId,
    period,
    ...filesOf(
      manifest.dataFiles.map((file) => file.replace(/^s3:\/\/[^/]+\//, '')),
      period,
    ),
    columns: manifest.columns,
    accountId: /^arn:[^:]+:[^:]+:[^:]*:(\d{12}):/.exec(manifest.exportArn ?? '')?.[1] ?? null,
  }
}

function filesOf(
  files: readonly string[],
  period: Day,
): { files: readonly string[]; format: 'csv' | 'parquet' } {
  const parquet = files.filter((file) => file.endsWith('.parquet')).length
  if (files.length === 0 || (parquet !== 0 && parquet !== files.length)) {
    throw new AppError(
      'invalid_input',
      `The manifest of ${period.slice(0, 7)} names ${files.length === 0 ? 'no data files' : 'both Parquet and CSV files'}; ` +
        'nothing was changed. Check the export in the AWS console.',
    )
  }
  return { files, format: parquet === 0 ? 'csv' : 'parquet' }
}

/** Keys under which the manifest of a billing period can lie, most specific first. */
export function manifestKeys(folder: string, name: string, period: Day): readonly string[] {
  if (name === '') return []
  const compact = (day: Day) => day.replaceAll('-', '')
  const legacyFolder = `${compact(period)}-${compact(addMonths(period, 1))}`
  const bases = [folder, [folder, name].filter(Boolean).join('/')].filter(
    (base, index, all) => all.indexOf(base) === index,
  )
  return bases.flatMap((base) => {
    const root = base ? `${base}/` : ''
    return [
      `${root}metadata/BILLING_PERIOD=${period.slice(0, 7)}/${name}-Manifest.json`,
      `${root}${legacyFolder}/${name}-Manifest.json`,
    ]
  })
}
