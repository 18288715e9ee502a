import type { Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

/** What one run of an export says about itself in its manifest.json. */
export type Manifest = {
  readonly kind: ExportKind
  /** Run id: changes with every delivery. */
  readonly deliveryId: string
  readonly exportName: string
  /** What the export covers, in lower case: a subscription, a billing account, a billing profile; null when unsaid. */
  readonly scope: string | null
  /** When the run was started; the newest run of a month counts. */
  readonly submittedAt: number
  /** First day of the month. */
  readonly period: Day
  readonly format: 'csv' | 'parquet'
  readonly files: readonly ManifestFile[]
}

export type ManifestFile = {
  /** Blob name in the container. */
  readonly key: string
  /** Bytes as delivered, compressed; null when unsaid. */
  readonly bytes: number | null
}

export type ExportKind = 'actual' | 'amortized'

const ExportManifest = z.object({
  exportConfig: z.object({
    exportName: z.string().default(''),
    resourceId: z.string().optional(),
    type: z.string(),
  }),
  runInfo: z.object({
    runId: z.string().min(1),
    submittedTime: z.string().optional(),
    startDate: z.string(),
  }),
  blobs: z.array(
    z.object({ blobName: z.string().min(1), byteCount: z.number().int().nonnegative().optional() }),
  ),
})

/** `Usage` is what actual cost was called in the first generation of exports. */
const KIND_OF_TYPE: Readonly<Record<string, ExportKind>> = {
  actualcost: 'actual',
  usage: 'actual',
  amortizedcost: 'amortized',
}

/**
 * Reads a manifest found for `period`. Null for an export of another kind (FOCUS, prices, reservations).
 * Throws `invalid_input` when it is no manifest, belongs to another month or names no files of one format.
 */
export function parseManifest(text: string, period: Day): Manifest | null {
  const parsed = ExportManifest.safeParse(parseJson(text))
  const month = period.slice(0, 7)
  if (!parsed.success) {
    throw new AppError(
      'invalid_input',
      `The manifest of the Azure export for ${month} is not one (exportConfig, runInfo, blobs). Run the export again or ` +
        'restore the file.',
      { cause: parsed.error },
    )
  }
  const { exportConfig, runInfo, blobs } = parsed.data
  const kind = KIND_OF_TYPE[exportConfig.type.toLowerCase()]
  if (kind === undefined) return null
  if (runInfo.startDate.slice(0, 7) !== month) {
    throw new AppError(
      'invalid_input',
      `The manifest found for ${month} says it begins ${runInfo.startDate.slice(0, 10)}. The month was left as it was.`,
    )
  }
  return {
    kind,
    deliveryId: runInfo.runId,
    exportName: exportConfig.exportName,
    scope: scopeOf(exportConfig.resourceId),
    submittedAt: Date.parse(runInfo.submittedTime ?? '') || 0,
    period,
    format: formatOf(blobs, month),
    files: blobs.map(({ blobName, byteCount }) => ({ key: blobName, bytes: byteCount ?? null })),
  }
}

/** A scope in the one spelling it is compared and kept in. */
export function scopeText(scope: string): string {
  return `/${scope.toLowerCase().replace(/^\/+|\/+$/g, '')}`
}

/** `{scope}/providers/Microsoft.CostManagement/exports/{name}` */
function scopeOf(resourceId: string | undefined): string | null {
  const scope = /^(.+)\/providers\/Microsoft\.CostManagement\/exports\/[^/]+\/?$/i.exec(resourceId ?? '')?.[1]
  return scope === undefined ? null : scopeText(scope)
}

function formatOf(blobs: readonly { readonly blobName: string }[], month: string): 'csv' | 'parquet' {
  const parquet = blobs.filter(({ blobName }) => blobName.endsWith('.parquet')).length
  if (blobs.length === 0 || (parquet !== 0 && parquet !== blobs.length)) {
    throw new AppError(
      'invalid_input',
      `The manifest of the Azure export for ${month} names ${blobs.length === 0 ? 'no data files' : 'both Parquet and CSV files'}; ` +
        'nothing was changed. Check the export in Cost Management.',
    )
  }
  return parquet === 0 ? 'csv' : 'parquet'
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (cause) {
    throw new AppError(
      'invalid_input',
      'The manifest of the Azure export is not valid JSON. It may be half written; try again.',
      { cause },
    )
  }
}
