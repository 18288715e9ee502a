import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import type { AzureManagement } from './client.ts'
import { listAll } from './list.ts'

const VERSION = '2023-05-01'
const MODEL_KINDS = new Set(['OpenAI', 'AIServices'])

const Account = z.object({ id: z.string().startsWith('/subscriptions/'), kind: z.string() })
const Deployment = z.object({ name: z.string(), sku: z.object({ name: z.string() }).nullish() })

/** Resource ids of the accounts whose metrics are read: the one named, else all of the subscription that run models. */
export async function readAccounts(
  api: AzureManagement,
  { subscriptionId, resourceId }: { readonly subscriptionId: string; readonly resourceId: string },
): Promise<string[]> {
  if (resourceId !== '') return [resourceId]
  const path = `/subscriptions/${encodeURIComponent(subscriptionId)}/providers/Microsoft.CognitiveServices/accounts?api-version=${VERSION}`
  const accounts = await listAll(api, path, Account)
  return accounts.filter(({ kind }) => MODEL_KINDS.has(kind)).map(({ id }) => id)
}

/** SKU of every deployment by its name; empty when the application may not list them. */
export async function readDeploymentSkus(
  api: AzureManagement,
  accountId: string,
): Promise<ReadonlyMap<string, string>> {
  try {
    const all = await listAll(api, `${accountId}/deployments?api-version=${VERSION}`, Deployment)
    return new Map(all.flatMap(({ name, sku }) => (sku ? [[name, sku.name] as const] : [])))
  } catch (error) {
    if (error instanceof AppError && (error.code === 'credential_rejected' || error.code === 'invalid_input'))
      return new Map()
    throw error
  }
}
