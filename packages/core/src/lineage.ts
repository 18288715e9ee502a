/** The seven columns that say where a row came from (FR-PIP-007). Only the pipeline service writes them. */
export type Lineage = {
  readonly x_org_slug: string
  readonly x_pipeline_id: string
  readonly x_credential_id: string
  /** The row's data date: the slice's day, or first day of its month. */
  readonly x_pipeline_run_date: string
  readonly x_run_id: string
  readonly x_ingested_at: string
  readonly x_ingestion_date: string
}
