import type { AwsKeys } from './aws-keys.ts'
import { fetchRequestHandler } from './fetch-request-handler.ts'

export type S3Options = {
  readonly region: string
  readonly endpoint?: string
  readonly keys: AwsKeys
  readonly fetch: typeof fetch
}

/** The only place that loads the S3 SDK; loaded when the first bill is read. */
export async function openS3(options: S3Options) {
  const sdk = await import('@aws-sdk/client-s3')
  const client = new sdk.S3Client({
    region: options.region,
    credentials: options.keys,
    ...(options.endpoint && { endpoint: options.endpoint, forcePathStyle: true }),
    requestHandler: fetchRequestHandler(options.fetch),
    maxAttempts: 4,
  })
  return { client, sdk }
}
