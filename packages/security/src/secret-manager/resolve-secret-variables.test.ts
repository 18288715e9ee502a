import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { GoogleRefusal } from '../testing/fake-google.ts'
import {
  type FakeSecretManager,
  fakeSecretManager,
  secretDenied,
  secretDisabled,
} from '../testing/fake-secret-manager.ts'
import { resolveSecretVariables } from './resolve-secret-variables.ts'
import { openSecretReader, type SecretReader } from './secret-client.ts'

const name = (secret: string, version = 'latest') =>
  `projects/acme-prod/secrets/${secret}/versions/${version}`

let google: FakeSecretManager
let reader: SecretReader
let waits: number[]
let folder: string
beforeAll(async () => {
  google = await fakeSecretManager()
  reader = await openSecretReader(google.url, async (milliseconds) => void waits.push(milliseconds))
  folder = await mkdtemp(join(tmpdir(), 'secrets-'))
})
afterAll(async () => {
  await google.close()
  await rm(folder, { recursive: true })
})
beforeEach(() => {
  google.secrets.clear()
  google.calls.length = 0
  google.faults.length = 0
  google.damage = 0
  waits = []
})

const resolve = (variables: Record<string, string>) => resolveSecretVariables(variables, async () => reader)
const file = async (fileName: string, content: string) => {
  const path = join(folder, fileName)
  await writeFile(path, content)
  return path
}

describe('secrets that the environment names', () => {
  it('come from Secret Manager, in the version asked for', async () => {
    google.secrets.set(name('root', '3'), 'r'.repeat(40))
    google.secrets.set(name('db'), 'postgres://u:p%40ss@db/x\n')

    const resolved = await resolve({
      CA_ROOT_API_KEY: `sm://${name('root', '3')}`,
      DATABASE_URL: `sm://${name('db')}`,
      HOST: '0.0.0.0',
    })

    expect(resolved).toEqual({
      variables: {
        CA_ROOT_API_KEY: 'r'.repeat(40),
        DATABASE_URL: 'postgres://u:p%40ss@db/x',
        HOST: '0.0.0.0',
      },
      faults: [],
    })
    expect(google.calls.sort()).toEqual([`GET ${name('db')}:access`, `GET ${name('root', '3')}:access`])
  })

  it('come from files', async () => {
    const resolved = await resolve({
      SMTP_PASSWORD_FILE: await file('smtp', ' pass word \r\n'),
      CLOUDACT_SESSION_SECRET_FILE: await file('session', 'sm://not-a-reference'),
    })

    expect(resolved.variables).toMatchObject({
      SMTP_PASSWORD: ' pass word ',
      CLOUDACT_SESSION_SECRET: 'sm://not-a-reference',
    })
  })

  it('leave plain values alone, without loading a client', async () => {
    const variables = { CA_ROOT_API_KEY: 'plain', SMTP_HOST: 'sm://projects/p/secrets/s/versions/1' }

    const resolved = await resolveSecretVariables(variables, () => Promise.reject(new Error('loaded')))

    expect(resolved).toEqual({ variables, faults: [] })
  })

  it('have all their faults named at once, without a value, a path or a reference', async () => {
    google.secrets.set(name('root'), secretDenied)
    google.secrets.set(name('session'), secretDisabled)

    const { variables, faults } = await resolve({
      CA_ROOT_API_KEY: `sm://${name('root')}`,
      CLOUDACT_SESSION_SECRET: `sm://${name('session')}`,
      DATABASE_URL: `sm://${name('missing')}`,
      SMTP_PASSWORD_FILE: join(folder, 'missing'),
    })

    expect(Object.fromEntries(faults.map((fault) => [fault.path, fault.message]))).toEqual({
      CA_ROOT_API_KEY: expect.stringContaining('Secret Accessor'),
      CLOUDACT_SESSION_SECRET: expect.stringContaining('disabled or destroyed'),
      DATABASE_URL: expect.stringContaining('no such secret'),
      SMTP_PASSWORD_FILE: expect.stringContaining('ENOENT'),
    })
    expect(variables['CA_ROOT_API_KEY']).toBeUndefined()
    expect(JSON.stringify(faults)).not.toMatch(/acme-prod|secrets-/)
  })

  it.each([
    ['no version', { DATABASE_URL: 'sm://projects/p/secrets/s' }, 'DATABASE_URL', /versions\/VERSION/],
    [
      'another path',
      { DATABASE_URL: 'sm://projects/p/secrets/s/versions/1/../2' },
      'DATABASE_URL',
      /Must be/,
    ],
    [
      'a plain http endpoint elsewhere',
      {
        DATABASE_URL: 'sm://projects/p/secrets/s/versions/1',
        CLOUDACT_SECRET_MANAGER_ENDPOINT: 'http://google.example',
      },
      'CLOUDACT_SECRET_MANAGER_ENDPOINT',
      /https/,
    ],
  ])('are refused with %s before anything is asked', async (_, variables, path, message) => {
    const { faults } = await resolve(variables)

    expect(faults).toEqual([{ path, message: expect.stringMatching(message) }])
    expect(google.calls).toEqual([])
  })

  it('are refused when they are given twice, and when they are empty', async () => {
    const empty = await file('empty', '\n')
    const twice = await resolve({ SMTP_PASSWORD: 'a', SMTP_PASSWORD_FILE: empty })

    expect(twice.faults).toEqual([
      { path: 'SMTP_PASSWORD_FILE', message: expect.stringContaining('together') },
    ])
    expect((await resolve({ SMTP_PASSWORD_FILE: empty })).faults).toEqual([
      { path: 'SMTP_PASSWORD_FILE', message: 'The secret it names is empty.' },
    ])
  })

  it('are asked for again after 1 and 2 seconds when the service is unavailable or the answer is damaged', async () => {
    google.secrets.set(name('root'), 'r'.repeat(40))
    google.faults.push(new GoogleRefusal(503, 'UNAVAILABLE', 'try later'))
    google.damage = 1

    const { variables } = await resolve({ CA_ROOT_API_KEY: `sm://${name('root')}` })

    expect(variables['CA_ROOT_API_KEY']).toBe('r'.repeat(40))
    expect(waits).toEqual([1000, 2000])
  })

  it('are not trusted when they keep arriving damaged', async () => {
    google.secrets.set(name('root'), 'r'.repeat(40))
    google.damage = 4

    const { faults } = await resolve({ CA_ROOT_API_KEY: `sm://${name('root')}` })

    expect(faults).toMatchObject([{ path: 'CA_ROOT_API_KEY', message: expect.stringContaining('damaged') }])
  })
})
