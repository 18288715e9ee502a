import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import { PROJECT_NAME, TABLE_NAME } from './bigquery/table-name.ts'

const FolderSource = z.object({ source: z.literal('path'), path: z.string().min(1) })
const BigQuerySource = z.object({
  source: z.literal('bigquery'),
  billing_export_table: z.string().regex(TABLE_NAME, 'Write it as project.dataset.table.'),
  /** Runs the queries; the key's own project when absent. */
  project_id: z.string().regex(PROJECT_NAME, 'Write the id of a project, not its name.').optional(),
})
/** Where the export lies, as stored in the integration's metadata. Unknown keys belong to other readers. */
const GcpSource = z.discriminatedUnion('source', [FolderSource, BigQuerySource])
export type GcpSource = z.output<typeof GcpSource>
export type BigQuerySource = z.output<typeof BigQuerySource>

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
      '{source: "bigquery", billing_export_table: "project.dataset.table"}, or to {source: "path", path}: the folder ' +
      "that holds the table's files as Parquet, JSON Lines or CSV.",
    {
      faults: parsed.error.issues.map(({ path, message }) => ({
        path: `metadata.${path.join('.')}`,
        message,
      })),
    },
  )
}
