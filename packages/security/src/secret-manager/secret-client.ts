import { crc32c } from '../google/crc32c.ts'
import { googleClientOptions } from '../google/google-endpoint.ts'
import { GoogleFault } from '../google/google-fault.ts'
import { retryTransient, type Wait } from '../google/retry-transient.ts'

const TIMEOUT_MS = 10_000

/** Reads `projects/P/secrets/S/versions/V`. Throws `GoogleFault`. */
export type SecretReader = (name: string) => Promise<string>

/**
 * Loads Google's client. The only file that names the SDK. The payload's checksum is required, as Google documents it
 * (https://cloud.google.com/secret-manager/docs/data-integrity); a mismatch is tried again.
 */
export async function openSecretReader(endpoint?: string, wait?: Wait): Promise<SecretReader> {
  const { SecretManagerServiceClient } = await import('@google-cloud/secret-manager')
  const client = new SecretManagerServiceClient(googleClientOptions(endpoint))
  return (name) =>
    retryTransient(async () => {
      const [answer] = await client.accessSecretVersion({ name }, { timeout: TIMEOUT_MS, retry: null })
      const data = Buffer.from(answer.payload?.data ?? '')
      if (String(answer.payload?.dataCrc32c) !== String(crc32c(data)))
        throw new GoogleFault('transient', 'The secret arrived damaged.')
      return data.toString('utf8')
    }, wait)
}
