declare module 's3rver' {
  import type { Server } from 'node:http'

  export default class S3rver {
    constructor(options: { port: number; address: string; silent: boolean; directory: string })
    httpServer: Server
    run(): Promise<{ port: number }>
    close(): Promise<void>
  }
}

declare module 's3rver/lib/models/account.js' {
  const AwsAccount: { DUMMY_ACCOUNT: { createKeyPair(accessKeyId: string, secretAccessKey: string): void } }
  export default AwsAccount
}
