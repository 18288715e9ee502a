import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

const accountId = z
  .string()
  .regex(/^\d{12}$/, 'an AWS account id has 12 digits')
  .optional()
/** Name of the report or export; without it the last segment of the prefix or path. */
const exportName = z
  .string()
  .regex(/^[\w!.*'() -]{1,256}$/)
  .optional()

/** Where a bill lies, as stored in the integration's metadata. Unknown keys belong to other readers. */
export const BillSource = z.discriminatedUnion('source', [
  z.object({
    source: z.literal('s3'),
    bucket: z.string().min(3).max(63),
    prefix: z.string().default(''),
    region: z.string().regex(/^[a-z]{2}(-[a-z0-9]+)+$/),
    /** Only for S3-compatible servers. */
    endpoint: z.url().optional(),
    sts_endpoint: z.url().optional(),
    account_id: accountId,
    export_name: exportName,
  }),
  z.object({
    source: z.literal('path'),
    path: z.string().min(1),
    account_id: accountId,
    export_name: exportName,
  }),
])
export type BillSource = z.output<typeof BillSource>

/** S3 unless it says otherwise; empty settings count as absent. Throws `invalid_input` that names each wrong one. */
export function parseBillSource(metadata: Readonly<Record<string, unknown>>): BillSource {
  const given = Object.entries(metadata).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  const parsed = BillSource.safeParse({ source: 's3', ...Object.fromEntries(given) })
  if (parsed.success) return parsed.data
  throw new AppError(
    'invalid_input',
    'The AWS integration does not say where the bill lies. Set its metadata to {source: "s3", bucket, prefix, region} ' +
      'or {source: "path", path}.',
    {
      faults: parsed.error.issues.map(({ path, message }) => ({
        path: `metadata.${path.join('.')}`,
        message,
      })),
    },
  )
}

/** Folder of the export below the bucket or path, without slashes at its ends. */
export function exportFolder(source: BillSource): string {
  return source.source === 's3' ? source.prefix.replace(/^\/+|\/+$/g, '') : ''
}

/** Candidate names of the export: what the person set, else the last segment of where it lies. */
export function exportNameOf(source: BillSource): string {
  if (source.export_name) return source.export_name
  const location = source.source === 's3' ? source.prefix : source.path
  return location.split('/').filter(Boolean).at(-1) ?? ''
}
