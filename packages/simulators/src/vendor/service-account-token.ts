import { createPublicKey, verify } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Whether the request bears a token a service account signed itself (RS256), as Google's own clients send it. */
export function bearsOwnToken(request: IncomingMessage, publicKey: string): boolean {
  const [header, claims, signature] = (request.headers.authorization ?? '').replace(/^Bearer /, '').split('.')
  return (
    signature !== undefined &&
    verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${claims}`),
      createPublicKey(publicKey),
      Buffer.from(signature, 'base64url'),
    )
  )
}
