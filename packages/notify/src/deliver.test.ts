import { createHmac } from 'node:crypto'
import { AppError } from '@cloudact/core/errors'
import { afterEach, describe, expect, it } from 'vitest'
import type { Channel } from './channel.ts'
import { deliver } from './deliver.ts'
import { createMailer, type Mailer } from './mailer.ts'
import type { Message } from './message.ts'
import { runMessage } from './templates/run-message.ts'
import { mailServer } from './testing/mail-server.ts'
import { receiver, type Receiver, type ReceiverAnswer } from './testing/receiver.ts'
import { HOSTILE_RUN } from './testing/sample-run.ts'

const NOW = Date.parse('2026-01-16T06:00:00Z')
const clock = { now: () => NOW }
const message = runMessage(HOSTILE_RUN, 'notification-1')

const open: { close(): void | Promise<void> }[] = []
afterEach(async () => {
  for (const part of open.splice(0)) await part.close()
})

async function hook(answer?: () => ReceiverAnswer): Promise<Receiver> {
  const server = await receiver(answer)
  open.push(server)
  return server
}

async function mail(
  options: Parameters<typeof mailServer>[0] = {},
  login: { user?: string; password?: string } = {},
) {
  const server = await mailServer(options)
  const mailer = createMailer({
    host: '127.0.0.1',
    port: server.port,
    secure: false,
    from: 'CloudAct <cloudact@example.com>',
    ...login,
  })
  open.push(server, mailer)
  return { server, mailer }
}

const send = (
  channel: Channel,
  ports: { mailer?: Mailer; fetch?: typeof fetch } = {},
  signal?: AbortSignal,
  what: Message = message,
) => deliver(channel, what, { fetch, clock, ...ports }, { signal })

describe('e-mail', () => {
  const channel: Channel = {
    kind: 'email',
    recipients: ['ada@example.com', 'bob@example.com'],
    subjectPrefix: '[CloudAct]',
  }

  it('arrives with subject, text, HTML and delivery id', async () => {
    const { server, mailer } = await mail()
    expect(await send(channel, { mailer })).toMatchObject({ ok: true, rejected: [] })
    const [received] = server.mails
    expect(received?.to).toEqual(['ada@example.com', 'bob@example.com'])
    const source = decoded(received?.source)
    expect(source).toContain('X-Cloudact-Delivery: notification-1')
    expect(source).toContain('[CloudAct]')
    for (const part of [
      'acme-genai-payg-openai',
      '2026-01-15 to 2026-01-16',
      '12,345',
      '1 min 15 s',
      'Replace the credential.',
      'runs/run-1',
    ])
      expect(source).toContain(part)
  })

  it('escapes everything a run could put into the HTML', async () => {
    const { server, mailer } = await mail()
    await send(channel, { mailer })
    const html = decoded(server.mails[0]?.source).split('<!doctype html>')[1] ?? ''
    expect(html).toContain('&lt;img src=x onerror=alert(2)&gt; &amp;')
    expect(html).not.toMatch(/<script|<img/)
    expect(html).toContain('href="https://cloudact.example/acme/runs/run-1?a=1&amp;b=2"')
  })

  it('a line break in subject or address adds neither headers nor recipients', async () => {
    const { server, mailer } = await mail()
    const tricky: Channel = {
      kind: 'email',
      recipients: ['ada@example.com\r\nBcc: eve@example.com'],
      subjectPrefix: 'a\r\nBcc: eve@example.com',
    }
    await send(tricky, { mailer })
    expect(server.mails.flatMap((received) => received.to)).not.toContain('eve@example.com')
    expect(server.mails[0]?.source ?? '').not.toMatch(/^Bcc:/m)
  })

  it('names the recipients the server refused and still delivers to the others', async () => {
    const { mailer } = await mail({ refuse: (address) => (address.startsWith('bob') ? 550 : undefined) })
    expect(await send(channel, { mailer })).toMatchObject({ ok: true, rejected: ['bob@example.com'] })
  })

  it.each([
    [451, true],
    [550, false],
  ])('SMTP %i is retryable: %s', async (code, retryable) => {
    const { mailer } = await mail({ refuse: () => code })
    expect(await send(channel, { mailer })).toMatchObject({
      ok: false,
      retryable,
      message: expect.stringContaining(String(code)),
    })
  })

  it('a wrong password is not worth retrying, and is not shown', async () => {
    const { mailer } = await mail(
      { auth: { user: 'cloudact', pass: 'right' } },
      { user: 'cloudact', password: 'wrong-password' },
    )
    const result = await send(channel, { mailer })
    expect(result).toMatchObject({
      ok: false,
      retryable: false,
      message: expect.stringContaining('user name and password'),
    })
    expect(JSON.stringify(result)).not.toContain('wrong-password')
  })

  it('a server that is gone is worth retrying', async () => {
    const { server, mailer } = await mail()
    await server.close()
    open.length = 0
    expect(await send(channel, { mailer })).toMatchObject({
      ok: false,
      retryable: true,
      message: 'The mail server could not be reached.',
    })
  })

  it('says so when there is no mail server', async () => {
    expect(await send(channel)).toMatchObject({ ok: false, retryable: false })
  })
})

describe('Slack and Teams', () => {
  it('posts text and blocks that mention nobody by accident', async () => {
    const server = await hook()
    expect(
      await send({ kind: 'slack', url: server.url, mentionUsers: ['U12'], channel: '#ops' }),
    ).toMatchObject({ ok: true })
    const body = server.calls[0]?.body ?? ''
    expect(JSON.parse(body)).toMatchObject({
      channel: '#ops',
      text: expect.stringMatching(/^<@U12> OpenAI &lt;script&gt;/),
    })
    expect(body).not.toContain('<!channel>')
    expect(body).toContain('&lt;!channel&gt;')
  })

  it('cuts what Slack would refuse as too long', async () => {
    const server = await hook()
    await send({ kind: 'slack', url: server.url }, {}, undefined, {
      ...message,
      subject: 'x'.repeat(500),
      summary: 'y'.repeat(9_000),
    })
    const { blocks } = JSON.parse(server.calls[0]?.body ?? '') as { blocks: { text?: { text: string } }[] }
    expect(blocks[0]?.text?.text).toHaveLength(150)
    expect(blocks[1]?.text?.text.length).toBeLessThanOrEqual(3_000)
  })

  it('makes no links out of an error message in Teams', async () => {
    const server = await hook()
    await send({ kind: 'teams', url: server.url })
    expect(server.calls[0]?.body).toContain(String.raw`\\[click\\](https://evil.example)`)
  })
})

describe('webhook', () => {
  it('is signed over time and body, and carries what happened as data', async () => {
    const server = await hook()
    await send({
      kind: 'webhook',
      url: server.url,
      secret: 'shared',
      method: 'PUT',
      headers: { 'x-team': 'ops', 'x-cloudact-signature': 'forged' },
    })
    const [call] = server.calls
    const mac = createHmac('sha256', 'shared')
      .update(`${NOW / 1_000}.${call?.body}`)
      .digest('hex')
    expect(call).toMatchObject({
      method: 'PUT',
      headers: {
        'x-team': 'ops',
        'x-cloudact-signature': `t=${NOW / 1_000},v1=${mac}`,
        'x-cloudact-delivery': 'notification-1',
        'x-cloudact-event': 'run_failed',
      },
    })
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      type: 'run_failed',
      data: { org_slug: 'acme', status: 'FAILED', rows: 12_345 },
    })
  })

  it.each([
    [{ status: 500 }, { retryable: true }],
    [
      { status: 429, headers: { 'retry-after': '30' } },
      { retryable: true, retryAfterSeconds: 30 },
    ],
    [{ status: 404 }, { retryable: false }],
  ])('%j', async (answer, expected) => {
    const server = await hook(() => answer)
    const result = await send({ kind: 'webhook', url: server.url })
    expect(result).toMatchObject({
      ok: false,
      message: `The webhook answered ${answer.status}.`,
      ...expected,
    })
    expect(JSON.stringify(result)).not.toContain('SECRET-PART')
  })

  it('does not follow redirects', async () => {
    const target = await hook()
    const server = await hook(() => ({ status: 302, headers: { location: target.url } }))
    expect(await send({ kind: 'webhook', url: server.url })).toMatchObject({ ok: false })
    expect(target.calls).toEqual([])
  })

  it('a receiver that does not answer is worth retrying', async () => {
    const server = await hook(() => ({ hang: true }))
    const { postJson } = await import('./post-json.ts')
    expect(
      await postJson({ fetch, url: server.url, body: '{}', name: 'The webhook', timeoutMilliseconds: 50 }),
    ).toMatchObject({ ok: false, retryable: true, message: 'The webhook did not answer in time.' })
  })

  it('an address the guard refuses is final', async () => {
    const guarded = async () => {
      throw new AppError('invalid_input', 'Calls to "10.0.0.1" are refused.')
    }
    expect(await send({ kind: 'webhook', url: 'https://10.0.0.1/' }, { fetch: guarded })).toMatchObject({
      ok: false,
      retryable: false,
    })
  })

  it('ends with the caller’s reason when cancelled', async () => {
    const server = await hook(() => ({ hang: true }))
    const abort = new AbortController()
    const sent = send({ kind: 'webhook', url: server.url }, {}, abort.signal)
    sent.catch(() => {})
    while (server.calls.length === 0) await new Promise((resolve) => setImmediate(resolve))
    abort.abort(new AppError('cancelled', 'Enough.'))
    await expect(sent).rejects.toMatchObject({ code: 'cancelled' })
  })
})

describe('runMessage', () => {
  it.each([
    [{ state: 'COMPLETED' as const, error: null }, 'run_completed', 'low', 'completed for'],
    [
      { state: 'COMPLETED' as const, error: null, partial: true },
      'run_completed',
      'medium',
      'completed with failures',
    ],
    [{ state: 'TIMEOUT' as const }, 'run_failed', 'high', 'took too long'],
  ])('%j', (over, type, priority, subject) => {
    expect(runMessage({ ...HOSTILE_RUN, ...over }, 'n')).toMatchObject({
      type,
      priority,
      subject: expect.stringContaining(subject),
    })
  })
})

/** A mail's parts with quoted-printable and base64 undone, well enough to look for text. */
function decoded(source = ''): string {
  return source
    .replace(/=\r?\n/g, '')
    .replace(/((?:=[0-9A-F]{2})+)/g, (text) => Buffer.from(text.replaceAll('=', ''), 'hex').toString('utf8'))
}
