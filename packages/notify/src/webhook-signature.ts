/**
 * `t=<unix seconds>,v1=<hex>`: HMAC-SHA256 with the channel's secret over `<t>.<body>`. A receiver computes the same
 * and refuses old times, so a recorded call cannot be replayed.
 */
export async function signatureHeader(secret: string, body: string, now: number): Promise<string> {
  const seconds = Math.floor(now / 1_000)
  const encoder = new TextEncoder()
  const key = await crypto.subtle.importKey(
    'raw',
    encoder.encode(secret),
    { name: 'HMAC', hash: 'SHA-256' },
    false,
    ['sign'],
  )
  const mac = await crypto.subtle.sign('HMAC', key, encoder.encode(`${seconds}.${body}`))
  return `t=${seconds},v1=${Buffer.from(mac).toString('hex')}`
}
