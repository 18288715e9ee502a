import type { OrgSlug } from '@cloudact/core/org-slug'
import type { EncryptionContext, Kms } from '@cloudact/core/ports/kms'

/** What a channel's sealed addresses are bound to; whoever writes them seals with the same. */
export function channelContext(org: OrgSlug, channelId: string): EncryptionContext {
  return { orgSlug: org, purpose: 'notification-channel', subjectId: channelId }
}

/** The stored form of a channel's URL or headers: base64 of the KMS envelope. */
export async function sealChannelSecret(
  kms: Kms,
  org: OrgSlug,
  channelId: string,
  plaintext: string,
): Promise<string> {
  const { ciphertext } = await kms.encrypt(
    new TextEncoder().encode(plaintext),
    channelContext(org, channelId),
  )
  return Buffer.from(ciphertext).toString('base64')
}

export async function openChannelSecret(
  kms: Kms,
  org: OrgSlug,
  channelId: string,
  sealed: string,
): Promise<string> {
  return new TextDecoder().decode(
    await kms.decrypt(Buffer.from(sealed, 'base64'), channelContext(org, channelId)),
  )
}
