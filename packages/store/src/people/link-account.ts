import { randomUUID } from 'node:crypto'
import type { Transaction } from '@cloudact/core/ports/sql'
import type { Person } from './find-person-by-account.ts'

export type ProvenAccount = {
  readonly provider: string
  readonly accountId: string
  /** An address the provider has seen proof of. */
  readonly email: string
  readonly name: string
  /** Whether a person who is not known yet is made. */
  readonly create: boolean
}

/**
 * Gives an account of an identity provider to the person with its proven address. Undefined when nobody has that
 * address and none is to be made. Whoever signed up here with the address without ever proving it may not be its owner:
 * their password and sessions end.
 */
export async function linkAccount(tx: Transaction, account: ProvenAccount): Promise<Person | undefined> {
  if (account.create) {
    await tx.query(
      `INSERT INTO auth_users (id, name, email, email_verified) VALUES ($1, $2, lower($3), true)
       ON CONFLICT (email) DO NOTHING`,
      [randomUUID(), account.name, account.email],
    )
  }
  const [found] = await tx.query<Person & { email_verified: boolean }>(
    'SELECT id, email, name, email_verified FROM auth_users WHERE email = lower($1) FOR UPDATE',
    [account.email],
  )
  if (!found) return undefined
  const { email_verified: proven, ...person } = found
  if (!proven) {
    await tx.query('DELETE FROM auth_sessions WHERE user_id = $1', [person.id])
    await tx.query(`DELETE FROM auth_accounts WHERE user_id = $1 AND provider_id = 'credential'`, [person.id])
    await tx.query('UPDATE auth_users SET email_verified = true, updated_at = now() WHERE id = $1', [
      person.id,
    ])
  }
  await tx.query(
    `INSERT INTO auth_accounts (id, user_id, account_id, provider_id) VALUES ($1, $2, $3, $4)
     ON CONFLICT (provider_id, account_id) DO NOTHING`,
    [randomUUID(), person.id, account.accountId, account.provider],
  )
  return person
}
