import { getCallerIdentity, resolveKeys } from '../../cloud/aws/sts-client.ts'
import { parseAwsCredential } from '../../cloud/aws/aws-keys.ts'
import { openCloudWatch } from './client.ts'
import type { Region } from './usage.ts'

const DEFAULT_REGION = 'us-east-1'
const SESSION = 'cloudact-bedrock'

export type OpenRegionsInput = {
  readonly secrets: Readonly<Record<string, string>>
  readonly metadata: Readonly<Record<string, unknown>>
  readonly baseUrl: string
  readonly fetch: typeof fetch
  readonly signal: AbortSignal
}

/**
 * CloudWatch of every region the integration names, and the AWS account whose it is. Throws `credential_rejected` or
 * `provider_unavailable`.
 */
export async function openRegions({
  secrets,
  metadata,
  baseUrl,
  fetch,
  signal,
}: OpenRegionsInput): Promise<{ readonly account: string; readonly regions: readonly Region[] }> {
  const named = typeof metadata['region'] === 'string' ? metadata['region'] : ''
  const names = [...new Set(named.split(',').map((name) => name.trim()))].filter(Boolean)
  const regions = names.length > 0 ? names : [DEFAULT_REGION]
  const [first = DEFAULT_REGION] = regions
  // AWS has an address for each region and partition, which its SDK knows; any other server has one.
  const endpoint = new URL(baseUrl).hostname.endsWith('.amazonaws.com') ? {} : { endpoint: baseUrl }
  const options = { region: first, fetch, signal, ...endpoint }
  const keys = await resolveKeys(parseAwsCredential(secrets), SESSION, options)
  const { account } = await getCallerIdentity(keys, options)
  const opened: Region[] = []
  for (const region of regions)
    opened.push({ name: region, api: await openCloudWatch({ ...options, region, keys }) })
  return { account, regions: opened }
}
