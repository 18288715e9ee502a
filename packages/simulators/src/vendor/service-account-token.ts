import { createPublicKey, verify } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/**
 * Whether the request bears a token a service account signed itself (RS256), as Google's own clients send it. `scope` is
 * part of the scope it must be for.
 */
export function bearsOwnToken(request: IncomingMessage, publicKey: string, scope = ''): boolean {
  const [header, claims, signature] = (request.headers.authorization ?? '').replace(/^Bearer /, '').split('.')
  return (
    signature !== undefined &&
    Buffer.from(claims ?? '', 'base64url').includes(scope) &&
    verify(
      'RSA-SHA256',
      Buffer.from(`${header}.${claims}`),
      createPublicKey(publicKey),
      Buffer.from(signature, 'base64url'),
    )
  )
}
