import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

const TIMEOUT_MS = 5_000

const User = z.object({
  id: z.string(),
  email: z.email().nullish(),
  email_confirmed_at: z.string().nullish(),
  user_metadata: z.object({ full_name: z.string().optional(), name: z.string().optional() }).nullish(),
})

export type ProvenAddress = { readonly email: string; readonly name: string }

/**
 * The confirmed e-mail address of a token's owner, asked of Supabase Auth itself: what a token says of confirmation is
 * in `user_metadata`, which its owner can write. Throws `unauthenticated` when there is none, `provider_unavailable`
 * when the question is not answered.
 */
export async function provenAddress(
  supabase: { readonly authUrl: string; readonly anonKey: string | undefined },
  token: string,
  subject: string,
): Promise<ProvenAddress> {
  const answer = await ask(supabase, token)
  if (answer.status === 401 || answer.status === 403) throw ended()
  // What is no JSON fails the schema, and is then no answer.
  const parsed = answer.ok ? User.safeParse(await answer.json().catch(() => undefined)) : undefined
  if (!parsed?.success) throw unanswered({ status: answer.status })
  const { id, email, email_confirmed_at: confirmed, user_metadata: about } = parsed.data
  if (id !== subject) throw ended()
  if (!email || !confirmed) {
    throw new AppError(
      'unauthenticated',
      'Your e-mail address is not confirmed. Open the link in the message you were sent, then sign in again.',
    )
  }
  return { email, name: about?.full_name ?? about?.name ?? email.replace(/@.*/, '') }
}

async function ask(
  { authUrl, anonKey }: { readonly authUrl: string; readonly anonKey: string | undefined },
  token: string,
): Promise<Response> {
  try {
    return await fetch(`${authUrl}/user`, {
      headers: { authorization: `Bearer ${token}`, ...(anonKey !== undefined && { apikey: anonKey }) },
      signal: AbortSignal.timeout(TIMEOUT_MS),
      redirect: 'error',
    })
  } catch (cause) {
    throw unanswered({}, cause)
  }
}

function ended(): AppError {
  return new AppError('unauthenticated', 'The session of this access token has ended. Sign in again.')
}

function unanswered(detail: Readonly<Record<string, unknown>>, cause?: unknown): AppError {
  return new AppError(
    'provider_unavailable',
    'Your account cannot be checked: the sign-in service did not answer. Try again in a minute.',
    { cause, detail },
  )
}
