import type { Sql } from '@cloudact/core/ports/sql'

export type Person = { readonly id: string; readonly email: string; readonly name: string }

/** The person an account of an identity provider belongs to. */
export async function findPersonByAccount(
  sql: Sql,
  provider: string,
  accountId: string,
): Promise<Person | undefined> {
  const rows = await sql.query<Person>(
    `SELECT person.id, person.email, person.name
     FROM auth_accounts AS account JOIN auth_users AS person ON person.id = account.user_id
     WHERE account.provider_id = $1 AND account.account_id = $2`,
    [provider, accountId],
  )
  return rows[0]
}
