/** Shorter values are not masked: replacing every "1234" would make the log unreadable without hiding anything. */
const SHORTEST = 6
const MASK = '[redacted]'

/**
 * Every secret the process holds. Whatever leaves it as text (log line, error message, step log) passes through
 * `redact`, whose cost depends on the text's length and not on the number of secrets.
 */
export class SecretRegistry {
  /** First `SHORTEST` characters → the spellings that start with them, longest first. */
  readonly #byPrefix = new Map<string, string[]>()

  /** Makes a value, and the forms it takes in JSON, URLs and Basic authentication, unprintable from now on. */
  register(secret: string): void {
    for (const spelling of spellings(secret)) this.#add(spelling)
  }

  /** Registers every string inside a credential: a key file's private key as well as the whole file. */
  registerAll(value: unknown): void {
    if (typeof value === 'string') this.register(value)
    else if (typeof value === 'object' && value !== null)
      Object.values(value).forEach((entry) => this.registerAll(entry))
  }

  redact(text: string): string {
    if (this.#byPrefix.size === 0) return text
    let output = ''
    let copied = 0
    for (let index = 0; index + SHORTEST <= text.length;) {
      const candidates = this.#byPrefix.get(text.slice(index, index + SHORTEST))
      const found = candidates?.find((secret) => text.startsWith(secret, index))
      if (found === undefined) {
        index += 1
        continue
      }
      output += text.slice(copied, index) + MASK
      index += found.length
      copied = index
    }
    return copied === 0 ? text : output + text.slice(copied)
  }

  #add(spelling: string): void {
    if (spelling.length < SHORTEST) return
    const prefix = spelling.slice(0, SHORTEST)
    const known = this.#byPrefix.get(prefix) ?? []
    if (known.includes(spelling)) return
    this.#byPrefix.set(
      prefix,
      [...known, spelling].sort((a, b) => b.length - a.length),
    )
  }
}

function spellings(secret: string): Set<string> {
  const forms = [secret, secret.trim()]
  // A line of a PEM block is as secret as the block; logs often hold one line of it.
  if (secret.includes('\n'))
    forms.push(...secret.split(/\r?\n/).filter((line) => line.length >= 20 && !line.startsWith('-----')))
  return new Set(
    forms.flatMap((form) => {
      const json = JSON.stringify(form).slice(1, -1)
      const escapedTwice = JSON.stringify(json).slice(1, -1)
      return [
        form,
        json,
        escapedTwice,
        encodeURIComponent(form.toWellFormed()),
        Buffer.from(form).toString('base64'),
      ]
    }),
  )
}
