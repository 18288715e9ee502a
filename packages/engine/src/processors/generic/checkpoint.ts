import { z } from 'zod'
import { defineProcessor } from '../../processor.ts'

/** A point in the graph that other steps can wait for. It joins branches and does nothing itself. */
export default defineProcessor({
  summary: 'A point that other steps wait for; does nothing itself.',
  config: z.strictObject({}),
  run: async () => ({ rows: 0 }),
})
