import { hash, timingSafeEqual } from 'node:crypto'

/** SHA-256 in lower-case hex. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex')
}

/** Compares in a time that depends on neither text: both are hashed first, so lengths do not leak either. */
export function equalSecrets(left: string, right: string): boolean {
  return timingSafeEqual(hash('sha256', left, 'buffer'), hash('sha256', right, 'buffer'))
}
