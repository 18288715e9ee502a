import type { Sql } from '@cloudact/core/ports/sql'
import { createAuthMiddleware } from 'better-auth/api'
import { admitSignUp } from './admit-sign-up.ts'
import { keepSharedAccount } from './keep-shared-account.ts'

export type AccountRules = {
  readonly signUp: boolean
  readonly database: Sql
  /** Address of an account whose password the sign-in page tells everybody. */
  readonly sharedEmail: string | undefined
}

/** What the session library would allow and this deployment does not. */
export function guardAccounts(rules: AccountRules) {
  return createAuthMiddleware(async (context) => {
    if (context.path === '/sign-up/email') await admitSignUp(context.headers, context.body, rules)
    await keepSharedAccount(context, rules.sharedEmail)
  })
}
