/** Shorter values are words, ports or regions: replacing them would shred the text and protect nothing. */
const SHORTEST_SECRET = 6

/** Replaces every known secret, also as it looks inside a URL or JSON, by `[redacted]`. */
export function scrubSecrets(text: string, secrets: Iterable<string>): string {
  let scrubbed = text
  for (const secret of secrets) {
    if (secret.length < SHORTEST_SECRET) continue
    const encoded = encodeURIComponent(secret)
    const quoted = JSON.stringify(secret).slice(1, -1)
    const base64 = Buffer.from(secret).toString('base64')
    for (const form of new Set([secret, encoded, quoted, base64]))
      scrubbed = scrubbed.replaceAll(form, '[redacted]')
  }
  return scrubbed
}
