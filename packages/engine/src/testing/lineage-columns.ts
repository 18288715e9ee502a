import type { Column } from '@cloudact/core/ports/warehouse'

/** The seven columns every table of an organization carries. */
export const LINEAGE_COLUMNS: readonly Column[] = [
  { name: 'x_org_slug', type: 'string', required: true },
  { name: 'x_pipeline_id', type: 'string', required: true },
  { name: 'x_credential_id', type: 'string', required: true },
  { name: 'x_pipeline_run_date', type: 'date', required: true },
  { name: 'x_run_id', type: 'string', required: true },
  { name: 'x_ingested_at', type: 'timestamp', required: true },
  { name: 'x_ingestion_date', type: 'date', required: true },
]
