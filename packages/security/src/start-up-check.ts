import { AppError } from '@cloudact/core/errors'
import { MINIMUM_SECRET_LENGTH } from './generated-secret.ts'

/** What a production start must have right. Values are looked at, never repeated. */
export type StartUpSettings = {
  readonly production: boolean
  /** As the environment gave it; undefined when it was generated. */
  readonly givenRootKey: string | undefined
  readonly disableAuth: boolean
  readonly rateLimitsEnabled: boolean
  readonly corsOrigins: readonly string[]
  /** The address people reach the web application at. */
  readonly publicUrl: string | undefined
}

/** Every fault at once, as "NAME: what is wrong and what to do". Empty when the service may start. */
export function startUpFaults(settings: StartUpSettings): string[] {
  const faults: string[] = []
  if (settings.disableAuth)
    faults.push('DISABLE_AUTH: authentication cannot be switched off; remove the variable')
  for (const origin of settings.corsOrigins) {
    if (!isOrigin(origin))
      faults.push(
        'CORS_ORIGINS: every entry must be an origin such as https://app.example.com; "*" is refused',
      )
  }
  if (!settings.production) return [...new Set(faults)]
  if (settings.givenRootKey === undefined) faults.push('CA_ROOT_API_KEY: is required in production')
  else if (settings.givenRootKey.length < MINIMUM_SECRET_LENGTH) {
    faults.push(`CA_ROOT_API_KEY: must have at least ${MINIMUM_SECRET_LENGTH} characters`)
  }
  if (!settings.rateLimitsEnabled) faults.push('RATE_LIMIT_ENABLED: must not be false in production')
  if (settings.publicUrl === undefined) faults.push('CLOUDACT_PUBLIC_URL: is required in production')
  else if (!settings.publicUrl.startsWith('https://'))
    faults.push('CLOUDACT_PUBLIC_URL: must start with https:// in production')
  if (settings.corsOrigins.some((origin) => origin.startsWith('http://'))) {
    faults.push('CORS_ORIGINS: every entry must start with https:// in production')
  }
  return [...new Set(faults)]
}

/** Throws `config_invalid` listing every fault. */
export function assertStartUpSafe(settings: StartUpSettings): void {
  const faults = startUpFaults(settings)
  if (faults.length > 0) {
    throw new AppError(
      'config_invalid',
      `The settings are not safe to start with:\n- ${faults.join('\n- ')}`,
      {
        faults: faults.map((fault) => ({ path: fault.split(':')[0] ?? '', message: fault })),
      },
    )
  }
}

function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text)
}
