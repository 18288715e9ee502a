import { randomUUID } from 'node:crypto'
import type { Credential } from '@cloudact/engine/processor'
import { parseAwsCredential } from './aws-keys.ts'
import type { BillSource } from './bill-source.ts'
import type { FileStore } from '../files/file-store.ts'
import { openPathStore } from '../files/path-store.ts'
import { openS3Store } from './s3-store.ts'
import { resolveKeys } from './sts-client.ts'

export type StoreOptions = {
  /** Guarded and rate-limited. */
  readonly fetch: typeof fetch
  readonly signal?: AbortSignal
}

/** Opens the place a bill lies in. A local folder needs no key; S3 uses the credential's keys or its role. */
export async function openStore(
  source: BillSource,
  secrets: Credential['secrets'],
  options: StoreOptions,
): Promise<FileStore> {
  if (source.source === 'path') return openPathStore(source.path)
  const credential = parseAwsCredential(secrets)
  const { region, bucket, endpoint, sts_endpoint: stsEndpoint } = source
  const { fetch, signal } = options
  const keys = await resolveKeys(credential, `cloudact-${randomUUID()}`, {
    region,
    fetch,
    signal,
    endpoint: stsEndpoint,
  })
  return openS3Store(bucket, { region, keys, fetch, ...(endpoint && { endpoint }) })
}
