import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import type { OpenAiAdmin } from './client.ts'

const Projects = z.object({
  data: z.array(z.object({ id: z.string(), name: z.string().nullish() })),
  has_more: z.boolean().default(false),
  last_id: z.string().nullish(),
})

/**
 * Names of all projects, archived ones included. Names are decoration: a key without the right to list them gives an
 * empty map, and ids are shown instead.
 */
export async function readProjectNames(api: OpenAiAdmin): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  try {
    for (let after: string | undefined; ;) {
      const page = Projects.parse(await api.projects(after))
      for (const project of page.data) if (project.name) names.set(project.id, project.name)
      if (!page.has_more || !page.last_id || page.last_id === after) return names
      after = page.last_id
    }
  } catch (error) {
    const refused =
      error instanceof AppError && (error.code === 'credential_rejected' || error.code === 'internal')
    if (!refused && !(error instanceof z.ZodError)) throw error
    return names
  }
}
