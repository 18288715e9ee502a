import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isSecretName, redactFields } from './redact-fields.ts'
import { SecretRegistry } from './secret-registry.ts'

describe('the secret registry', () => {
  it('masks a secret wherever and however it is written', () => {
    const registry = new SecretRegistry()
    const secret = 'sk-"live"/1+2\n& more'
    registry.register(secret)

    for (const spelling of [
      secret,
      JSON.stringify(secret),
      JSON.stringify(JSON.stringify(secret)),
      encodeURIComponent(secret),
      Buffer.from(secret).toString('base64'),
    ]) {
      expect(registry.redact(`before ${spelling} after ${spelling}`)).toMatch(
        /^before "?(\\")?\[redacted\](\\")?"? after "?(\\")?\[redacted\](\\")?"?$/,
      )
    }
  })

  it('masks the longest of secrets that begin alike, and leaves the rest of the text', () => {
    const registry = new SecretRegistry()
    registry.register('secret-1')
    registry.register('secret-1-and-more')

    expect(registry.redact('a secret-1-and-more b secret-1 c secret- d')).toBe(
      'a [redacted] b [redacted] c secret- d',
    )
  })

  it('masks every string inside a key file, and each line of its private key', () => {
    const registry = new SecretRegistry()
    const line = 'MIIEvQIBADANBgkqhkiG9w0BAQ'
    registry.registerAll({
      client: { id: 'client-123456' },
      private_key: `-----BEGIN-----\n${line}\n-----END-----`,
    })

    expect(registry.redact(`client-123456 and ${line}`)).toBe('[redacted] and [redacted]')
  })

  it('never lets a registered secret through, and never changes a text without one', () => {
    const word = fc.string({ minLength: 6, maxLength: 20 })
    fc.assert(
      fc.property(
        fc.array(word, { minLength: 1, maxLength: 5 }),
        fc.array(fc.string(), { maxLength: 6 }),
        (secrets, texts) => {
          const registry = new SecretRegistry()
          secrets.forEach((secret) => registry.register(secret))
          const mixed = texts
            .flatMap((text, index) => [text, secrets[index % secrets.length] ?? ''])
            .join('|')
          const clean = registry.redact(mixed).split('[redacted]').join('\u0001')
          for (const secret of secrets) expect(clean).not.toContain(secret)
          const without = texts.join('').replaceAll(/[^0-9]/g, '')
          if (!secrets.some((secret) => /^\d+$/.test(secret.trim())))
            expect(registry.redact(without)).toBe(without)
        },
      ),
    )
  })

  it('leaves texts alone for secrets too short to tell from words', () => {
    const registry = new SecretRegistry()
    registry.register('1234')

    expect(registry.redact('1234 rows')).toBe('1234 rows')
  })
})

describe('log fields', () => {
  it.each([
    'password',
    'apiKey',
    'api_key',
    'X-API-Key',
    'X-CA-Root-Key',
    'authorization',
    'Set-Cookie',
    'clientSecret',
    'private_key',
    'accessToken',
    'AWS_SECRET_ACCESS_KEY',
    'credentials',
  ])('mask %s', (name) => expect(isSecretName(name)).toBe(true))

  it.each(['credential_id', 'credentialId', 'key_version', 'keyId', 'token_count', 'monkey', 'provider'])(
    'keep %s',
    (name) => expect(isSecretName(name)).toBe(false),
  )

  it('keep of a database error what it is about, not the values', () => {
    const error = Object.assign(new Error('violates'), {
      severity: 'ERROR',
      code: '23514',
      table: 't',
      detail: 'Failing row (tok)',
      params: ['tok'],
    })

    expect(redactFields({ err: error }).err).toMatchObject({ message: 'violates', code: '23514', table: 't' })
    expect(JSON.stringify(redactFields({ err: error }))).not.toContain('tok')
  })

  it('are masked at any depth, keep errors and their causes, and survive what JSON cannot hold', () => {
    const error = new Error('outer', { cause: Object.assign(new Error('inner'), { password: 'hunter2' }) })
    const nested = { a: { b: { c: { d: { e: { f: { g: 1 } } } } } } }

    const fields = redactFields({
      headers: { authorization: 'Bearer x' },
      list: [{ secret: 's' }],
      err: error,
      big: 10n,
      bytes: new Uint8Array(3),
      nested,
      input_tokens: 5,
    })

    expect(fields).toMatchObject({
      headers: { authorization: '[redacted]' },
      list: [{ secret: '[redacted]' }],
      err: { message: 'outer', cause: { message: 'inner', password: '[redacted]' } },
      big: '10',
      bytes: '[3 bytes]',
      input_tokens: 5,
    })
    expect(JSON.stringify(fields)).toContain('[nested]')
  })
})
