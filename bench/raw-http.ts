import { connect, type Socket } from 'node:net'

export type RawRequest = { readonly path: string; readonly headers: Readonly<Record<string, string>> }

const ANSWER = /HTTP\/1\.1 (\d{3})/g

/** GET requests over sockets, without a client that would cost more than the server under test. */
function openSocket(port: number): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: '127.0.0.1', noDelay: true }, () => resolve(socket))
    socket.once('error', reject)
  })
}

function textOf({ path, headers }: RawRequest): string {
  const lines = Object.entries({ host: '127.0.0.1', ...headers }).map(([name, value]) => `${name}: ${value}`)
  return `GET ${path} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`
}

/** Answers a second with `depth` requests under way on each of `sockets`. Throws when one is not `expected`. */
export async function answersPerSecond(
  port: number,
  request: RawRequest,
  {
    count,
    sockets,
    depth,
    expected = '200',
  }: { count: number; sockets: number; depth: number; expected?: string },
): Promise<number> {
  const text = textOf(request)
  const share = Math.ceil(count / sockets)
  const begun = performance.now()
  await Promise.all(
    Array.from({ length: sockets }, async () => {
      const socket = await openSocket(port)
      await new Promise<void>((resolve, reject) => {
        let asked = Math.min(depth, share)
        let answered = 0
        socket.on('data', (chunk: Buffer) => {
          const statuses = [...chunk.toString('latin1').matchAll(ANSWER)].map(([, status]) => status)
          const wrong = statuses.find((status) => status !== expected)
          if (wrong !== undefined) reject(new Error(`${request.path} answered ${wrong}`))
          answered += statuses.length
          const more = Math.min(statuses.length, share - asked)
          asked += more
          if (more > 0) socket.write(text.repeat(more))
          if (answered >= share) resolve()
        })
        socket.once('error', reject)
        socket.write(text.repeat(asked))
      })
      socket.destroy()
    }),
  )
  return (share * sockets * 1000) / (performance.now() - begun)
}

/** Milliseconds of each of `count` requests, one after the other on one socket. */
export async function latencies(port: number, request: RawRequest, count: number): Promise<number[]> {
  const socket = await openSocket(port)
  const text = textOf(request)
  const samples: number[] = []
  for (let index = 0; index < count; index += 1) {
    const begun = performance.now()
    await new Promise<void>((resolve) => {
      socket.once('data', () => resolve())
      socket.write(text)
    })
    samples.push(performance.now() - begun)
  }
  socket.destroy()
  return samples
}
