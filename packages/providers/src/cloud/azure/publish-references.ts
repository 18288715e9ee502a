import { AppError } from '@cloudact/core/errors'
import type { ProcessorContext, SliceWrite } from '@cloudact/engine/processor'

const REFERENCES = [
  { table: 'cloud_azure_service_reference', seed: 'azure/services.csv' },
  { table: 'cloud_azure_region_reference', seed: 'azure/regions.csv' },
  { table: 'cloud_azure_unit_reference', seed: 'azure/units.csv' },
] as const

/** Owner of reference slices, whichever pipeline publishes them: one copy per organization, so a join never fans out. */
const REFERENCE_OWNER = 'reference'

/** Publishes the seed files the conversion joins. Equal content leaves the slices as they are. */
export async function publishReferences(context: ProcessorContext): Promise<void> {
  const slices = REFERENCES.map(({ table, seed }): SliceWrite => {
    const rows = context.catalog.seeds.get(seed)
    if (!rows)
      throw new AppError('config_invalid', `configs/seed/${seed} is missing; the Azure conversion joins it.`)
    return {
      table,
      pipelineId: REFERENCE_OWNER,
      credentialId: REFERENCE_OWNER,
      accountId: '',
      period: 'all',
      content: { kind: 'rows', rows: [rows] },
    }
  })
  await context.write(slices)
}
