import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import type { AnthropicAdmin, Query } from './client.ts'

const PAGE = 100

const Names = z.object({
  data: z.array(z.object({ id: z.string(), name: z.string().nullish() })),
  has_more: z.boolean().default(false),
  last_id: z.string().nullish(),
})
const Organization = z.object({ id: z.string().min(1) })

/** Names of all workspaces by id, archived ones included. The default workspace has no id. */
export function readWorkspaceNames(api: AnthropicAdmin): Promise<ReadonlyMap<string, string>> {
  return readNames(api, '/v1/organizations/workspaces', { include_archived: true })
}

/** Names of all API keys by id, never the keys. */
export function readApiKeyNames(api: AnthropicAdmin): Promise<ReadonlyMap<string, string>> {
  return readNames(api, '/v1/organizations/api_keys', {})
}

/** The organization's id; undefined when the key may not read it. */
export async function readOrganizationId(api: AnthropicAdmin): Promise<string | undefined> {
  try {
    const organization = Organization.safeParse(await api.get('/v1/organizations/me', {}))
    return organization.success ? organization.data.id : undefined
  } catch (error) {
    if (isRefused(error)) return undefined
    throw error
  }
}

/** Names are decoration: a key without the right to list them gives what was read so far, and ids are shown instead. */
async function readNames(
  api: AnthropicAdmin,
  path: string,
  query: Query,
): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  try {
    for (let after: string | undefined; ;) {
      const page = Names.safeParse(await api.get(path, { ...query, limit: PAGE, after_id: after }))
      if (!page.success) return names
      for (const { id, name } of page.data.data) if (name) names.set(id, name)
      if (!page.data.has_more || !page.data.last_id || page.data.last_id === after) return names
      after = page.data.last_id
    }
  } catch (error) {
    if (isRefused(error)) return names
    throw error
  }
}

function isRefused(error: unknown): boolean {
  return error instanceof AppError && (error.code === 'credential_rejected' || error.code === 'invalid_input')
}
