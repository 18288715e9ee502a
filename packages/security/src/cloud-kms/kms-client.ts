import type { KeyManagementServiceClient } from '@google-cloud/kms'
import { googleClientOptions } from '../google/google-endpoint.ts'

export type KmsClient = KeyManagementServiceClient

/** Loads Google's client, which takes a second or two. The only file that names the SDK. */
export async function loadKmsClient(endpoint?: string): Promise<KmsClient> {
  const { KeyManagementServiceClient } = await import('@google-cloud/kms')
  return new KeyManagementServiceClient(googleClientOptions(endpoint))
}
