import type { Credential } from '@cloudact/engine/processor'
import { openStore as openAwsStore } from '../aws/open-store.ts'
import type { FileStore } from '../files/file-store.ts'
import { openHttpStore } from '../files/http-store.ts'
import { openPathStore } from '../files/path-store.ts'
import type { FocusSource } from './focus-source.ts'

/** Opens the place FOCUS files lie in. A local folder needs no key; S3 is opened as for AWS bills. */
export async function openFocusStore(
  source: FocusSource,
  secrets: Credential['secrets'],
  options: { readonly fetch: typeof fetch; readonly signal?: AbortSignal },
): Promise<FileStore> {
  switch (source.source) {
    case 'path':
      return openPathStore(source.path)
    case 's3':
      return openAwsStore(source, secrets, options)
    case 'http':
      return openHttpStore({ fetch: options.fetch, authorization: secrets['authorization'] || undefined })
  }
}
