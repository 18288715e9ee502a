import { randomBytes } from 'node:crypto'

/** URL-safe random text of `bytes` bytes of entropy: 4 characters per 3 bytes. */
export function randomToken(bytes: number): string {
  return randomBytes(bytes).toString('base64url')
}
