import type { SeedRow } from '@cloudact/catalog/catalog'
import { AppError } from '@cloudact/core/errors'
import type { Row } from '@cloudact/core/ports/warehouse'
import { defineProcessor, type ProcessorContext, type SliceWrite } from '@cloudact/engine/processor'
import { z } from 'zod'

/** Owner of reference slices, whichever pipeline publishes them: one copy per organization, so a join never fans out. */
const OWNER = 'reference'

/** A table drawn from the seed files of this name, whatever provider's folder they are in. */
type Reference = {
  readonly table: string
  readonly file: string
  /** The column that names a row once. */
  readonly key: string
  readonly constants: Row
}

const REFERENCES: readonly Reference[] = [
  {
    table: 'genai_commitment_pricing',
    file: 'commitment_pricing.csv',
    key: 'price_id',
    constants: { is_override: false },
  },
  {
    table: 'genai_infrastructure_pricing',
    file: 'infrastructure_pricing.csv',
    key: 'pricing_id',
    constants: { is_override: false },
  },
  { table: 'genai_accelerator_reference', file: 'gpu_instances.csv', key: 'code', constants: {} },
]

/**
 * Writes the price lists of provisioned capacity and accelerators, and the list of instances that have accelerators, to
 * the organization's tables. Equal lists leave the slices as they are. Throws `config_invalid` for a row named twice:
 * the conversions join these tables, and a second match would double the money.
 */
export default defineProcessor({
  summary: 'Publishes prices of provisioned GenAI capacity and the instances with accelerators',
  config: z.strictObject({}),
  async run(context) {
    const slices = REFERENCES.map((reference) => slice(context, reference))
    const written = await context.write(slices)
    return { rows: written.reduce((sum, { rows }) => sum + rows, 0) }
  },
})

function slice(context: ProcessorContext, { table, file, key, constants }: Reference): SliceWrite {
  const files = [...context.catalog.seeds].filter(([path]) => path.endsWith(`/${file}`))
  const rows = files.flatMap(([, list]) => list)
  const seen = new Set<string>()
  for (const row of rows) {
    const name = row[key] ?? ''
    if (name === '' || seen.has(name)) {
      const fault = name === '' ? 'is empty' : `"${name}" is there twice`
      throw new AppError('config_invalid', `In the seed files ${file} the ${key} ${fault}.`)
    }
    seen.add(name)
  }
  return {
    table,
    pipelineId: OWNER,
    credentialId: OWNER,
    accountId: '',
    period: 'all',
    content: { kind: 'rows', rows: [rows.map((row) => ({ ...cells(row), ...constants }))] },
  }
}

/** An empty cell is unknown, not an empty text. */
function cells(row: SeedRow): Row {
  return Object.fromEntries(Object.entries(row).map(([column, cell]) => [column, cell === '' ? null : cell]))
}
