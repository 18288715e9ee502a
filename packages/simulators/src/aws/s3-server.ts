import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import S3rver from 's3rver'
import AwsAccount from 's3rver/lib/models/account.js'

export type S3Server = {
  /** `http://127.0.0.1:port` */
  readonly endpoint: string
  /** The only keys it accepts; they look like real ones. */
  readonly accessKeyId: string
  readonly secretAccessKey: string
  createBucket(bucket: string): Promise<void>
  put(bucket: string, key: string, body: Buffer | string): Promise<void>
  remove(bucket: string, key: string): Promise<void>
  close(): Promise<void>
}

const ACCESS_KEY_ID = 'AKIAIOSFODNN7SAMPLES'
const SECRET_ACCESS_KEY = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYSAMPLEKEY0'

/** An S3 server on a free port of 127.0.0.1 over a temporary folder, for tests and the demo. It checks signatures. */
export async function startS3Server(): Promise<S3Server> {
  AwsAccount.DUMMY_ACCOUNT.createKeyPair(ACCESS_KEY_ID, SECRET_ACCESS_KEY)
  const directory = await mkdtemp(join(tmpdir(), 'cloudact-s3-'))
  const server = new S3rver({ port: 0, address: '127.0.0.1', silent: true, directory })
  const { port } = await server.run()
  const endpoint = `http://127.0.0.1:${port}`

  async function send(method: string, path: string, body?: Buffer | string): Promise<void> {
    const answer = await fetch(`${endpoint}/${path}`, {
      method,
      ...(body !== undefined && { body: new Uint8Array(Buffer.from(body)) }),
    })
    if (!answer.ok) throw new Error(`The S3 server answered ${answer.status} to ${method} ${path}.`)
    await answer.arrayBuffer()
  }
  const pathOf = (bucket: string, key: string) =>
    [bucket, ...key.split('/')].map(encodeURIComponent).join('/')

  return {
    endpoint,
    accessKeyId: ACCESS_KEY_ID,
    secretAccessKey: SECRET_ACCESS_KEY,
    createBucket: (bucket) => send('PUT', bucket),
    put: (bucket, key, body) => send('PUT', pathOf(bucket, key), body),
    remove: (bucket, key) => send('DELETE', pathOf(bucket, key)),
    async close() {
      server.httpServer.closeAllConnections()
      await server.close()
      await rm(directory, { recursive: true, force: true })
    },
  }
}
