import { crc32c } from '../google/crc32c.ts'
import { denied, fakeGoogle, type FakeGoogle, GoogleRefusal, unknownName } from './fake-google.ts'

export type FakeSecretManager = FakeGoogle & {
  /** Content by `projects/P/secrets/S/versions/V`; an error is thrown at whoever asks. */
  readonly secrets: Map<string, string | GoogleRefusal>
  /** How many of the next answers arrive damaged. */
  damage: number
}

export const secretDenied = denied('secretmanager.versions.access')
export const secretDisabled = new GoogleRefusal(
  400,
  'FAILED_PRECONDITION',
  'Secret Version is in DISABLED state.',
)

/**
 * Secret Manager's `access` over REST as documented at
 * https://cloud.google.com/secret-manager/docs/reference/rest/v1/projects.secrets.versions/access.
 */
export async function fakeSecretManager(): Promise<FakeSecretManager> {
  const server = await fakeGoogle(({ method, path }) => {
    const [name = '', verb] = path.split(':')
    const secret = manager.secrets.get(name)
    if (method !== 'GET' || verb !== 'access' || secret === undefined) throw unknownName(name)
    if (secret instanceof GoogleRefusal) throw secret
    const data = Buffer.from(secret, 'utf8')
    const dataCrc32c = String(manager.damage > 0 ? crc32c(data) ^ 1 : crc32c(data))
    manager.damage = Math.max(0, manager.damage - 1)
    return { name, payload: { data: data.toString('base64'), dataCrc32c } }
  })
  const manager: FakeSecretManager = { ...server, secrets: new Map(), damage: 0 }
  return manager
}
