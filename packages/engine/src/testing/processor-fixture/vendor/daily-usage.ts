import { z } from 'zod'
import { defineProcessor } from '../../../processor.ts'

export default defineProcessor({
  summary: 'Found by its file name.',
  config: z.strictObject({ provider: z.string(), days: z.coerce.number().int().default(1) }),
  run: async () => ({ rows: 0 }),
})
