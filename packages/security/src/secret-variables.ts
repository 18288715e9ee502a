/** Variables that hold a secret. Each may also name where the secret is: see `resolveSecretVariables`. */
export const SECRET_VARIABLES = [
  'CA_ROOT_API_KEY',
  'CLOUDACT_SESSION_SECRET',
  'DATABASE_URL',
  'SMTP_PASSWORD',
] as const

export type Variables = Readonly<Record<string, string | undefined>>

/** What must never be printed: the secrets' values, and the password inside a URL. */
export function secretValues(variables: Variables): string[] {
  return SECRET_VARIABLES.flatMap((name) => {
    const value = variables[name]
    if (value === undefined || value === '') return []
    const password = URL.canParse(value) ? new URL(value).password : ''
    return password === '' ? [value] : [value, password, decoded(password)]
  })
}

function decoded(password: string): string {
  // A lone % is no escape, so there is nothing to decode.
  return /%(?![0-9a-f]{2})/i.test(password) ? password : decodeURIComponent(password)
}

/** The variables a process gets that needs no secret. */
export function withoutSecrets(variables: Variables): Record<string, string | undefined> {
  const secret = new Set<string>(SECRET_VARIABLES.flatMap((name) => [name, `${name}_FILE`]))
  return Object.fromEntries(Object.entries(variables).filter(([name]) => !secret.has(name)))
}
