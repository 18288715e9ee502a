import type { Catalog } from '@cloudact/catalog/catalog'
import { AppError } from '@cloudact/core/errors'
import { type OrgSlug, parseOrgSlug } from '@cloudact/core/org-slug'
import type { Caller } from '@cloudact/http/caller'
import { organizationExists } from '@cloudact/store/organizations/find-organization'
import { z } from 'zod'
import { route, type PipelineContext } from '../../context.ts'
import { holdsIn } from '../../domain/caller-rights.ts'
import { acceptStart, starting } from './accept-start.ts'

/** The older path, which names pipeline and organization together: `acme-genai-payg-openai`. */
export const startRunById = route({
  ...starting,
  path: '/api/v1/pipelines/run/{pipeline_id}',
  operationId: 'runPipelineById',
  summary:
    'Start a pipeline by its id: acme-genai-payg-openai, or without the organization for a key, which is of one',
  params: z.object({ pipeline_id: z.string().max(200) }),
  handler: async (request, context) => {
    const { org, dashed } = await organizationOf(request.params.pipeline_id, request.caller, context)
    return acceptStart(org, pathOf(context.catalogFor(org), dashed), request, context)
  },
})

/** No slug has a dash, so what stands before the first one is the organization, if it is one of the caller's. */
async function organizationOf(
  id: string,
  caller: Caller,
  { database }: PipelineContext,
): Promise<{ readonly org: OrgSlug; readonly dashed: string }> {
  const dash = id.indexOf('-')
  const slug = slugOf(dash < 0 ? '' : id.slice(0, dash))
  if (
    slug !== undefined &&
    holdsIn(caller, slug, 'pipelines:execute') &&
    (await organizationExists(database, slug))
  )
    return { org: slug, dashed: id.slice(dash + 1) }
  if (caller.kind === 'key') return { org: caller.org, dashed: id }
  throw new AppError('not_found', `There is no pipeline "${id.slice(0, 120)}", or you have no access to it.`)
}

function slugOf(text: string): OrgSlug | undefined {
  try {
    return parseOrgSlug(text)
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

/** The path whose dashed form this is; the text itself, which may be an older name, when there is none. */
function pathOf(catalog: Catalog, dashed: string): string {
  const wanted = dashed.toLowerCase()
  return [...catalog.pipelines.keys()].find((path) => path.replaceAll('/', '-') === wanted) ?? dashed
}
