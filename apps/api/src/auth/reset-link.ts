import { randomToken } from '@cloudact/security/random-token'
import type { Auth } from './create-auth.ts'
import { RESET_SECONDS, resetUrl } from './reset-url.ts'

const TOKEN_BYTES = 24

export type ResetLink = { readonly url: string; readonly userId: string; readonly expiresAt: Date }

/** Makes the link the session library would mail; undefined when nobody has the address (lower case). */
export function resetLinkMaker(auth: Auth, publicUrl: string, now: () => number) {
  return async (email: string): Promise<ResetLink | undefined> => {
    const { internalAdapter } = await auth.$context
    const person = await internalAdapter.findUserByEmail(email)
    if (!person) return undefined
    const token = randomToken(TOKEN_BYTES)
    const expiresAt = new Date(now() + RESET_SECONDS * 1000)
    await internalAdapter.createVerificationValue({
      identifier: `reset-password:${token}`,
      value: person.user.id,
      expiresAt,
    })
    return { url: resetUrl(publicUrl, token), userId: person.user.id, expiresAt }
  }
}
