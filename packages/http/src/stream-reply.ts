import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { StreamedBody } from './route.ts'

/**
 * Sends a body as it is produced. The first chunk is awaited before any header goes out, so that a failure at the start
 * is still an ordinary error answer; a later one breaks the connection, which a client cannot take for the end.
 */
export async function sendStream(reply: FastifyReply, body: StreamedBody): Promise<FastifyReply> {
  const chunks = body.chunks[Symbol.asyncIterator]()
  const first = await chunks.next()
  reply.type(body.contentType)
  if (body.fileName !== undefined)
    reply.header('content-disposition', `attachment; filename="${safeName(body.fileName)}"`)
  return reply.send(Readable.from(rejoin(first, chunks), { objectMode: false }))
}

async function* rejoin(
  first: IteratorResult<Uint8Array | string>,
  rest: AsyncIterator<Uint8Array | string>,
): AsyncGenerator<Uint8Array | string> {
  try {
    for (let next = first; !next.done; next = await rest.next()) yield next.value
  } finally {
    await rest.return?.()
  }
}

function safeName(name: string): string {
  return name.replace(/[^\w.-]/g, '_')
}
