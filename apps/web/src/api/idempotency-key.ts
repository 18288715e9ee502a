/** A random key. `crypto.randomUUID` is missing on plain http, where self-hosted deployments may live. */
export function idempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
