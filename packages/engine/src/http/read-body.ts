import type { Readable } from 'node:stream'
import { AppError } from '@cloudact/core/errors'

/** The whole body as text. Throws `invalid_input` above `limit` bytes, the stream's error when it was cut. */
export async function readBody(body: Readable, limit: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of body) {
    const bytes = Buffer.isBuffer(chunk) ? chunk : Buffer.from(String(chunk))
    size += bytes.length
    if (size > limit) {
      body.destroy()
      throw new AppError(
        'invalid_input',
        `The answer is larger than ${Math.floor(limit / 1_048_576)} MB. Ask the provider for smaller pages.`,
      )
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}
