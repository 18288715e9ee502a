import { z } from 'zod'
import { defineProcessor } from '../../../processor.ts'
import { requireService } from '../../../require-service.ts'

/** Brings the central tables to what the configuration describes. Can be run any number of times; only ever adds. */
export default defineProcessor({
  summary: 'Creates the central tables and columns that are missing.',
  config: z.strictObject({}),

  async run(context) {
    const setup = requireService(context.services, 'setup', 'setup.initial.onetime_bootstrap')
    const { tablesCreated, columnsAdded } = await setup.bootstrap(context.signal)
    context.progress(`${tablesCreated.length} tables created`)
    return { rows: 0, output: { tables_created: tablesCreated, columns_added: columnsAdded } }
  },
})
