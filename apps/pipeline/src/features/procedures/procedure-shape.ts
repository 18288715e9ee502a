import type { Procedure } from '@cloudact/catalog/catalog'
import { z } from 'zod'

export const ProcedureShape = z
  .object({
    name: z.string(),
    domain: z.string(),
    description: z.string(),
    source: z.string(),
    target: z.string(),
    slice: z.string(),
    parameters: z.array(z.object({ name: z.string(), type: z.string(), optional: z.boolean() })),
  })
  .meta({ id: 'ProcedureInfo' })

export function toProcedure(procedure: Procedure): z.input<typeof ProcedureShape> {
  return { ...procedure, parameters: [...procedure.parameters] }
}
