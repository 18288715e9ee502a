import { APIError, getSessionFromCtx } from 'better-auth/api'

const LOCKS_OTHERS_OUT: readonly string[] = [
  '/change-password',
  '/two-factor/enable',
  '/two-factor/verify-totp',
]

/** The demo account is everybody's: nobody may change how one signs in to it. */
export async function keepSharedAccount(
  context: Parameters<typeof getSessionFromCtx>[0],
  sharedEmail: string | undefined,
): Promise<void> {
  if (sharedEmail === undefined || !LOCKS_OTHERS_OUT.includes(context.path)) return
  const session = await getSessionFromCtx(context)
  if (session?.user.email !== sharedEmail) return
  throw new APIError('FORBIDDEN', {
    code: 'SHARED_ACCOUNT',
    message:
      'The demo account is shared, so its password and sign-in stay as they are. Sign up for one of your own.',
  })
}
