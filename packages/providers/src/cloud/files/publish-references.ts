import { AppError } from '@cloudact/core/errors'
import type { ProcessorContext, SliceWrite } from '@cloudact/engine/processor'

/** A seed file below `configs/seed` and the table a conversion joins it from. */
export type Reference = { readonly table: string; readonly seed: string }

/** Owner of reference slices, whichever pipeline publishes them: one copy per organization, so a join never fans out. */
const REFERENCE_OWNER = 'reference'

/** Publishes the seed files a conversion joins. Equal content leaves the slices as they are. */
export async function publishReferences(
  context: ProcessorContext,
  references: readonly Reference[],
): Promise<void> {
  const slices = references.map(({ table, seed }): SliceWrite => {
    const rows = context.catalog.seeds.get(seed)
    if (!rows)
      throw new AppError(
        'config_invalid',
        `configs/seed/${seed} is missing; the conversion of bills joins it.`,
      )
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
