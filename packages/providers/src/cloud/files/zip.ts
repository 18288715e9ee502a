import { createReadStream, createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { createInflateRaw } from 'node:zlib'
import { AppError } from '@cloudact/core/errors'

const END_OF_DIRECTORY = 0x06054b50
const DIRECTORY_ENTRY = 0x02014b50
const DEFLATE = 8
const NOT_IN_32_BITS = 0xffffffff

/**
 * Unpacks a ZIP archive that holds exactly one file (as Cost and Usage Reports do) and removes the archive.
 * Throws `invalid_input` for anything else: several entries, encryption, ZIP64, a size that does not match.
 */
export async function extractZip(archive: string, target: string, signal: AbortSignal): Promise<void> {
  const entry = await readSingleEntry(archive)
  let unpacked = 0
  async function* counted(chunks: AsyncIterable<Buffer>) {
    for await (const chunk of chunks) {
      unpacked += chunk.byteLength
      yield chunk
    }
  }
  await pipeline(
    createReadStream(archive, { start: entry.dataStart, end: entry.dataStart + entry.packedSize - 1 }),
    createInflateRaw(),
    counted,
    createWriteStream(target),
    { signal },
  )
  if (unpacked !== entry.size) throw unreadable(`it unpacks to ${unpacked} bytes instead of ${entry.size}`)
  await rm(archive)
}

async function readSingleEntry(
  archive: string,
): Promise<{ dataStart: number; packedSize: number; size: number }> {
  const file = await open(archive)
  try {
    const { size: length } = await file.stat()
    const tail = Buffer.alloc(Math.min(length, 65_557))
    await file.read(tail, 0, tail.length, length - tail.length)
    const end = lastIndexOfSignature(tail)
    if (end < 0) throw unreadable('its directory is missing')
    if (tail.readUInt16LE(end + 10) !== 1) throw unreadable('it must hold exactly one file')
    const directory = Buffer.alloc(46)
    await file.read(directory, 0, 46, tail.readUInt32LE(end + 16))
    const encrypted = (directory.readUInt16LE(8) & 1) === 1
    if (
      directory.readUInt32LE(0) !== DIRECTORY_ENTRY ||
      encrypted ||
      directory.readUInt16LE(10) !== DEFLATE
    ) {
      throw unreadable('it is encrypted or packed in an unknown way')
    }
    const packedSize = directory.readUInt32LE(20)
    const size = directory.readUInt32LE(24)
    const headerStart = directory.readUInt32LE(42)
    if ([packedSize, size, headerStart].includes(NOT_IN_32_BITS))
      throw unreadable('it is larger than 4 GB; use GZIP or Parquet')
    const header = Buffer.alloc(30)
    await file.read(header, 0, 30, headerStart)
    return {
      dataStart: headerStart + 30 + header.readUInt16LE(26) + header.readUInt16LE(28),
      packedSize,
      size,
    }
  } finally {
    await file.close()
  }
}

function lastIndexOfSignature(tail: Buffer): number {
  const signature = Buffer.alloc(4)
  signature.writeUInt32LE(END_OF_DIRECTORY)
  return tail.lastIndexOf(signature)
}

function unreadable(why: string): AppError {
  return new AppError('invalid_input', `A ZIP file of the delivery cannot be used: ${why}.`)
}
