import { z } from 'zod'
import { route } from '../../context.ts'
import { contentHashOf } from '../../domain/procedure-definition.ts'

export const listProcedureFiles = route({
  method: 'GET',
  path: '/api/v1/procedures/files',
  operationId: 'listProcedureFiles',
  tag: 'Procedures',
  summary: 'Files of the configuration that procedures come from',
  auth: { kind: 'root' },
  query: z.strictObject({ domain: z.string().max(60).optional() }),
  output: z
    .object({
      files: z.array(
        z.object({
          name: z.string(),
          domain: z.string(),
          path: z.string().describe('Below the folder of the configuration.'),
          content_hash: z.string(),
        }),
      ),
      count: z.number(),
    })
    .meta({ id: 'ProcedureFiles' }),
  handler: async ({ query }, { catalog }) => {
    const files = [...catalog.procedures.values()]
      .filter(({ domain }) => query.domain === undefined || domain === query.domain)
      .map((procedure) => ({ ...procedure, content_hash: contentHashOf(procedure) }))
    return { files, count: files.length }
  },
})
