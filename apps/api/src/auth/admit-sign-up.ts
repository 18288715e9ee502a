import type { Sql } from '@cloudact/core/ports/sql'
import { sha256 } from '@cloudact/security/constant-time'
import { findInvitation } from '@cloudact/store/invitations/find-invitation'
import { APIError } from 'better-auth/api'
import { z } from 'zod'

const SignUp = z.object({ email: z.string() })

/**
 * Refuses strangers where sign-up is closed. Whoever holds an open invitation for the address they sign up with
 * (token in `x-invitation-token`) is no stranger.
 */
export async function admitSignUp(
  headers: Headers | undefined,
  body: unknown,
  rules: { readonly signUp: boolean; readonly database: Sql },
): Promise<void> {
  if (rules.signUp) return
  const token = headers?.get('x-invitation-token')
  const parsed = SignUp.safeParse(body)
  const invitation = token ? await findInvitation(rules.database, sha256(token)) : undefined
  const invited =
    invitation !== undefined &&
    invitation.accepted_by === null &&
    invitation.expires_at.getTime() > Date.now() &&
    parsed.success &&
    invitation.email === parsed.data.email.toLowerCase()
  if (invited) return
  throw new APIError('FORBIDDEN', {
    code: 'SIGN_UP_CLOSED',
    message:
      'This deployment takes new accounts by invitation only. Ask an owner of an organization to invite you.',
  })
}
