import type { Slice } from '@cloudact/core/ports/warehouse'

/** FROM item over the JSON of `sliceRecords`, bound as $2: one statement for any number of slices. */
export const SLICE_RECORD = `jsonb_to_recordset($2::jsonb)
      AS x (position int, table_name text, pipeline_id text, credential_id text, account_id text, period text)`

export function sliceRecords(slices: readonly Slice[]): string {
  return JSON.stringify(
    slices.map((slice, position) => ({
      position,
      table_name: slice.table,
      pipeline_id: slice.pipelineId,
      credential_id: slice.credentialId,
      account_id: slice.accountId,
      period: slice.period,
    })),
  )
}
