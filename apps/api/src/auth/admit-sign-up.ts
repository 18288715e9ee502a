import { sha256 } from '@cloudact/security/constant-time'
import type { Sql } from '@cloudact/core/ports/sql'
import { findInvitation } from '@cloudact/store/invitations/find-invitation'
import { APIError, createAuthMiddleware } from 'better-auth/api'
import { z } from 'zod'

const SignUp = z.object({ email: z.string() })

/**
 * Refuses strangers where sign-up is closed. Whoever holds an open invitation for the address they sign up with
 * (token in `x-invitation-token`) is no stranger.
 */
export function admitSignUp(options: { readonly signUp: boolean; readonly database: Sql }) {
  return createAuthMiddleware(async (context) => {
    if (context.path !== '/sign-up/email' || options.signUp) return
    const token = context.headers?.get('x-invitation-token')
    const body = SignUp.safeParse(context.body)
    const invitation = token ? await findInvitation(options.database, sha256(token)) : undefined
    const invited =
      invitation !== undefined &&
      invitation.accepted_by === null &&
      invitation.expires_at.getTime() > Date.now() &&
      body.success &&
      invitation.email === body.data.email.toLowerCase()
    if (invited) return
    throw new APIError('FORBIDDEN', {
      code: 'SIGN_UP_CLOSED',
      message:
        'This deployment takes new accounts by invitation only. Ask an owner of an organization to invite you.',
    })
  })
}
