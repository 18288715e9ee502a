import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

/** Where the export lies, as stored in the integration's metadata. Unknown keys belong to other readers. */
const GcpSource = z.object({ source: z.literal('path'), path: z.string().min(1) })
export type GcpSource = z.output<typeof GcpSource>

/** Empty settings count as absent. Throws `invalid_input` that says what to set. */
export function parseGcpSource(metadata: Readonly<Record<string, unknown>>): GcpSource {
  const given = Object.entries(metadata).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  )
  const parsed = GcpSource.safeParse(Object.fromEntries(given))
  if (parsed.success) return parsed.data
  throw new AppError(
    'invalid_input',
    'The Google Cloud integration does not say where the exported billing table lies. Set its metadata to ' +
      '{source: "path", path}: the folder that holds the table\'s files as Parquet, JSON Lines or CSV.',
    {
      faults: parsed.error.issues.map(({ path, message }) => ({
        path: `metadata.${path.join('.')}`,
        message,
      })),
    },
  )
}
