import { readFile } from 'node:fs/promises'
import type { FieldFault } from '@cloudact/core/errors'
import { isGoogleEndpoint } from '../google/google-endpoint.ts'
import { GoogleFault, type GoogleFaultKind } from '../google/google-fault.ts'
import { SECRET_VARIABLES, type Variables } from '../secret-variables.ts'
import { openSecretReader, type SecretReader } from './secret-client.ts'

const ENDPOINT_VARIABLE = 'CLOUDACT_SECRET_MANAGER_ENDPOINT'
const SCHEME = 'sm://'
const REFERENCE = /^sm:\/\/(projects\/[\w.:-]+\/secrets\/[\w-]{1,255}\/versions\/[\w-]+)$/

export type ResolvedVariables = {
  /** As given, with the secrets in place of what named them. A secret that could not be had is absent. */
  readonly variables: Record<string, string | undefined>
  /** Everything that is wrong, by variable. Values and paths are not repeated. */
  readonly faults: readonly FieldFault[]
}

/**
 * Puts secrets where the environment only names them: `NAME=sm://projects/P/secrets/S/versions/V` for Google Secret
 * Manager, `NAME_FILE=/path` for a file (Docker and Kubernetes secrets). One newline at the end is not part of the
 * secret. Google's client is loaded only when something refers to it. Does not throw for a fault: all are returned.
 */
export async function resolveSecretVariables(
  given: Variables,
  open: (endpoint?: string) => Promise<SecretReader> = openSecretReader,
): Promise<ResolvedVariables> {
  const variables = { ...given }
  const faults: FieldFault[] = []
  let reader: Promise<SecretReader> | undefined

  async function resolve(name: string): Promise<void> {
    const file = `${name}_FILE`
    const [value, path] = [given[name] ?? '', given[file] ?? '']
    try {
      if (path !== '' && value !== '')
        throw new Fault(file, `Is given together with ${name}. Give one of them.`)
      if (path !== '') variables[name] = content(file, await readSecret(file, path))
      else if (value.startsWith(SCHEME)) variables[name] = content(name, await access(name, value))
    } catch (error) {
      if (!(error instanceof Fault)) throw error
      faults.push({ path: error.variable, message: error.message })
      variables[name] = undefined
    }
  }

  async function access(name: string, value: string): Promise<string> {
    const secret = REFERENCE.exec(value)?.[1]
    if (secret === undefined)
      throw new Fault(name, 'Must be sm://projects/PROJECT/secrets/SECRET/versions/VERSION.')
    const endpoint = given[ENDPOINT_VARIABLE] ?? ''
    if (endpoint !== '' && !isGoogleEndpoint(endpoint))
      throw new Fault(ENDPOINT_VARIABLE, 'Must be https://host, or http:// on loopback.')
    reader ??= open(endpoint === '' ? undefined : endpoint)
    const read = await reader
    try {
      return await read(secret)
    } catch (error) {
      if (!(error instanceof GoogleFault)) throw error
      throw new Fault(name, REASONS[error.kind](error.message))
    }
  }

  await Promise.all(SECRET_VARIABLES.map(resolve))
  const unique = new Map(faults.map((fault) => [fault.path, fault]))
  return { variables, faults: [...unique.values()] }
}

class Fault extends Error {
  readonly variable: string

  constructor(variable: string, message: string) {
    super(message)
    this.variable = variable
  }
}

const REASONS: Readonly<Record<GoogleFaultKind, (said: string) => string>> = {
  denied: () =>
    'This service account may not read the secret. Grant it "Secret Manager Secret Accessor" on the secret.',
  not_found: () => 'There is no such secret or version. Check project, name and version.',
  not_enabled: () => 'That version of the secret is disabled or destroyed. Enable it or name another one.',
  credentials: (said) => `Google did not accept the credentials of this process: ${said}`,
  refused: (said) => `Secret Manager refused the request: ${said}`,
  transient: (said) => `Secret Manager cannot be reached: ${said}`,
}

async function readSecret(variable: string, path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
    throw new Fault(variable, `The file it names cannot be read (${code}).`)
  }
}

function content(variable: string, text: string): string {
  const secret = text.replace(/\r?\n$/, '')
  if (secret === '') throw new Fault(variable, 'The secret it names is empty.')
  return secret
}
