import { defineProcessor } from '@cloudact/engine/processor'
import { z } from 'zod'

export default defineProcessor({
  summary: 'Does nothing.',
  config: z.strictObject({}),
  run: async () => ({ rows: 0 }),
})
