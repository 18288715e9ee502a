import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename } from 'node:path'
import { Writable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { AppError } from '@cloudact/core/errors'

export type InspectedFile = {
  readonly path: string
  readonly compression: 'none' | 'gzip'
  /** The first bytes of its text, enough for a header line. */
  readonly head: string
}

const HEAD_BYTES = 1 << 20

/**
 * Looks at a text file by its content, not its name. The engine does not notice a gzip file that was cut off, so such a
 * file is unpacked once to the end. Throws `invalid_input` when the file is missing or damaged.
 */
export async function inspectFile(path: string, signal: AbortSignal | undefined): Promise<InspectedFile> {
  const start = await readStart(path)
  if (start[0] !== 0x1f || start[1] !== 0x8b)
    return { path, compression: 'none', head: start.toString('utf8') }
  const kept: Buffer[] = []
  let size = 0
  const keepHead = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (size < HEAD_BYTES) kept.push(chunk)
      size += chunk.length
      done()
    },
  })
  try {
    await pipeline(createReadStream(path), createGunzip({ chunkSize: HEAD_BYTES }), keepHead, { signal })
  } catch (error) {
    if (signal?.aborted === true) throw new AppError('cancelled', 'The load was cancelled.', { cause: error })
    throw new AppError(
      'invalid_input',
      `The file "${basename(path)}" is not a whole gzip file: it was cut off or damaged. Fetch it again.`,
      { cause: error, detail: { path } },
    )
  }
  return { path, compression: 'gzip', head: Buffer.concat(kept).toString('utf8') }
}

async function readStart(path: string): Promise<Buffer> {
  try {
    const handle = await open(path, 'r')
    try {
      const { bytesRead, buffer } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
      return buffer.subarray(0, bytesRead)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw new AppError('invalid_input', `The file "${basename(path)}" cannot be opened.`, {
      cause: error,
      detail: { path },
    })
  }
}
