import { AppError } from '@cloudact/core/errors'
import type { FileStore, ListedFile } from '../files/file-store.ts'
import { openS3, type S3Options } from './s3-client.ts'

/** A bucket behind the real S3 client. Throws `credential_rejected` on 401/403 and `provider_unavailable` otherwise. */
export async function openS3Store(bucket: string, options: S3Options): Promise<FileStore> {
  const { client, sdk } = await openS3(options)

  async function get(key: string, signal?: AbortSignal) {
    try {
      return await client.send(new sdk.GetObjectCommand({ Bucket: bucket, Key: key }), {
        abortSignal: signal,
      })
    } catch (error) {
      if (signal?.aborted) throw signal.reason
      return refusal(error, bucket, key)
    }
  }

  return {
    location: `s3://${bucket}`,
    async readText(key, signal) {
      const answer = await get(key, signal)
      return answer?.Body ? answer.Body.transformToString('utf8') : null
    },
    async open(key, signal) {
      const answer = await get(key, signal)
      if (!answer?.Body) return null
      const stream = answer.Body.transformToWebStream()
      return { body: stream, length: answer.ContentLength ?? -1 }
    },
    async folders(folder, signal) {
      const prefix = folder === '' ? '' : `${folder}/`
      const command = new sdk.ListObjectsV2Command({ Bucket: bucket, Prefix: prefix, Delimiter: '/' })
      try {
        const answer = await client.send(command, { abortSignal: signal })
        return (answer.CommonPrefixes ?? []).map(({ Prefix = '' }) =>
          Prefix.slice(prefix.length).replace(/\/$/, ''),
        )
      } catch (error) {
        if (signal?.aborted) throw signal.reason
        refusal(error, bucket, prefix)
        return []
      }
    },
    async list(folder, signal) {
      const prefix = folder === '' ? '' : `${folder}/`
      const listed: ListedFile[] = []
      try {
        const pages = sdk.paginateListObjectsV2({ client }, { Bucket: bucket, Prefix: prefix })
        for await (const page of pages) {
          signal?.throwIfAborted()
          for (const { Key = '', Size = -1, ETag = null } of page.Contents ?? [])
            if (!Key.endsWith('/')) listed.push({ key: Key, size: Size, tag: ETag })
        }
      } catch (error) {
        if (signal?.aborted) throw signal.reason
        refusal(error, bucket, prefix)
      }
      return listed.sort((a, b) => (a.key < b.key ? -1 : 1))
    },
    close: () => client.destroy(),
  }
}

/** Null for "no such key"; everything else becomes an error with what to do about it. */
function refusal(error: unknown, bucket: string, key: string): null {
  const name = error instanceof Error ? error.name : ''
  const status = httpStatus(error)
  if (name === 'NoSuchKey' || (status === 404 && name !== 'NoSuchBucket')) return null
  if (name === 'NoSuchBucket') {
    throw new AppError(
      'not_found',
      `The S3 bucket "${bucket}" does not exist. Check the integration's bucket and region.`,
      { cause: error },
    )
  }
  if (status === 401 || status === 403) {
    throw new AppError(
      'credential_rejected',
      `AWS refused to read "${key}" in bucket "${bucket}" (${name || status}). The key needs s3:GetObject and s3:ListBucket there.`,
      { cause: error },
    )
  }
  throw new AppError(
    'provider_unavailable',
    `S3 could not be reached for bucket "${bucket}". The run will try again.`,
    {
      cause: error,
    },
  )
}

function httpStatus(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('$metadata' in error)) return undefined
  const metadata = error.$metadata
  return typeof metadata === 'object' && metadata !== null && 'httpStatusCode' in metadata
    ? Number(metadata.httpStatusCode)
    : undefined
}
