import type { Provider, ValidationCall } from '@cloudact/catalog/provider'
import { addDays, formatDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { CredentialValidation, ValidationCheck, ValidatorInput } from './validator.ts'

const SECONDS_PER_DAY = 86_400

/**
 * Executes the registry's `validation.calls` in order. The first refused required call decides INVALID, or PARTIAL_VALID
 * when a call that only identifies the key is accepted; a refused optional call makes the credential PARTIAL_VALID with
 * the call's remedy. Throws `provider_unavailable` when the
 * vendor cannot be reached, is over its limit or fails itself: that says nothing about the credential.
 */
export async function validateByHttpCalls(
  input: ValidatorInput,
  calls: readonly ValidationCall[],
): Promise<CredentialValidation> {
  const checks: ValidationCheck[] = []
  for (const call of calls) {
    if (call.identifies) continue
    const check = await runCall(input, call)
    checks.push(check)
    if (!check.ok && !call.optional) {
      const identified = await identify(input, calls)
      const status = identified.some(({ ok }) => ok) ? 'PARTIAL_VALID' : 'INVALID'
      return { status, message: check.message, checks: [...checks, ...identified] }
    }
  }
  const missing = checks.find((check) => !check.ok)
  if (missing) return { status: 'PARTIAL_VALID', message: missing.message, checks }
  return { status: 'VALID', message: `${input.providerConfig.display_name} accepted the credential.`, checks }
}

/** Whether the vendor knows the key at all. */
async function identify(input: ValidatorInput, calls: readonly ValidationCall[]): Promise<ValidationCheck[]> {
  const checks: ValidationCheck[] = []
  for (const call of calls) if (call.identifies) checks.push(await runCall(input, call))
  return checks
}

async function runCall(input: ValidatorInput, call: ValidationCall): Promise<ValidationCheck> {
  const { display_name: vendor } = input.providerConfig
  const response = await send(input, call)
  const failed = (message: string): ValidationCheck => ({
    name: call.name,
    ok: false,
    message: call.remedy ? `${message} ${call.remedy}` : message,
  })
  if (response.status === 429 || response.status >= 500) {
    throw new AppError(
      'provider_unavailable',
      `${vendor} answered ${response.status}, so the credential could not be checked. Try again in a few minutes.`,
      { retryAfterSeconds: 60 },
    )
  }
  if (response.status === 401) return failed(`${vendor} does not accept this credential (401).`)
  if (response.status === 403)
    return failed(`${vendor} knows this credential but it lacks a permission (403).`)
  if (!call.expect_status.includes(response.status)) {
    return failed(
      `${vendor} answered ${response.status} where ${call.expect_status.join(' or ')} was expected.`,
    )
  }
  if (call.expect_json_path && !valueAt(response.body, call.expect_json_path)) {
    return failed(`${vendor} answered, but refused the credential.`)
  }
  return { name: call.name, ok: true, message: `${call.name}: accepted.` }
}

async function send(input: ValidatorInput, call: ValidationCall): Promise<{ status: number; body: string }> {
  const { providerConfig } = input
  try {
    const response = await input.fetch(
      `${providerConfig.api_base_url ?? ''}${expand(call.path, input.clock.now())}`,
      {
        method: call.method,
        headers: {
          accept: 'application/json',
          ...authorization(input),
          ...providerConfig.headers,
          ...call.headers,
        },
        ...(call.body === undefined ? {} : { body: call.body }),
        redirect: 'error',
        signal: input.signal,
      },
    )
    return { status: response.status, body: await response.text() }
  } catch (cause) {
    if (cause instanceof AppError) throw cause
    throw new AppError(
      'provider_unavailable',
      `${providerConfig.display_name} could not be reached, so the credential was not checked. Try again later.`,
      { cause },
    )
  }
}

/** The header that carries the key: the registry's `auth_header` and `auth_prefix` with the first secret field. */
function authorization({ providerConfig, secrets }: ValidatorInput): Record<string, string> {
  if (!providerConfig.auth_header) return {}
  const secret = secrets[keyField(providerConfig)]
  return secret ? { [providerConfig.auth_header]: joinPrefix(providerConfig.auth_prefix, secret) } : {}
}

function keyField(provider: Provider): string {
  return (
    (provider.credential_fields.find((field) => field.secret) ?? provider.credential_fields[0])?.name ??
    'api_key'
  )
}

/** `Bearer` and `Bearer ` are the same prefix. */
function joinPrefix(prefix: string, secret: string): string {
  return prefix ? `${prefix.trimEnd()} ${secret}` : secret
}

function expand(path: string, now: number): string {
  const today = formatDay(now)
  const yesterday = addDays(today, -1)
  const values: Readonly<Record<string, string>> = {
    today,
    yesterday,
    unix_yesterday: String(Math.floor(Date.parse(`${yesterday}T00:00:00Z`) / 1000)),
    unix_now: String(Math.floor(now / 1000)),
    unix_week_ago: String(Math.floor(now / 1000) - 7 * SECONDS_PER_DAY),
  }
  return path.replace(/\$\{([a-z_]+)\}/g, (whole, name: string) => values[name] ?? whole)
}

function valueAt(body: string, path: string): unknown {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    return undefined // An answer that is no JSON holds nothing at any path.
  }
  for (const key of path.split('.')) {
    value = typeof value === 'object' && value !== null && key in value ? Reflect.get(value, key) : undefined
  }
  return value
}
