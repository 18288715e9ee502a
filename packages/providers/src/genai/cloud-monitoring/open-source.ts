import { AppError } from '@cloudact/core/errors'
import type { Credential, ProcessorContext } from '@cloudact/engine/processor'
import { sendingFetch } from '../metrics/sending-fetch.ts'
import type { PaygSource } from '../payg-adapter.ts'
import { openCloudMonitoring } from './client.ts'
import { parseServiceAccount } from '../../google/service-account.ts'
import type { TokenSource } from './token-source.ts'
import { readTokenUsage } from './usage.ts'

/** Provider whose registry entry holds the address and rate limit of Cloud Monitoring. */
const HOST = 'vertex'

/**
 * Usage of a Google service through Cloud Monitoring. `serviceAccount` is the credential that may read metrics,
 * `projectId` the project they are of; the key's own project when none is named.
 */
export async function openTokenSource(
  context: ProcessorContext,
  {
    provider,
    serviceAccount,
    projectId,
    source,
  }: {
    readonly provider: string
    readonly serviceAccount: Credential
    readonly projectId: unknown
    readonly source: TokenSource
  },
): Promise<PaygSource> {
  const baseUrl = context.catalog.providers.get(HOST)?.api_base_url
  if (!baseUrl)
    throw new AppError(
      'config_invalid',
      `The registry has no api_base_url of "${HOST}": Cloud Monitoring's address.`,
    )
  const account = parseServiceAccount(serviceAccount.secrets)
  const project = typeof projectId === 'string' && projectId !== '' ? projectId : account.projectId
  const api = await openCloudMonitoring({
    serviceAccount: account,
    baseUrl,
    fetch: sendingFetch(context.http, HOST, context.signal),
  })
  return {
    usage: (range) => readTokenUsage(context, api, { provider, projectId: project, source }, range),
    projectNames: () => Promise.resolve(new Map<string, string>()),
    accountId: () => project,
    close: () => api.close(),
  }
}
