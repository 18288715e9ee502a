import type { Metadata } from 'next'
import { InviteScreen } from '../../../screens/invite/invite-screen.tsx'

// The address holds the token: it goes to no other page.
export const metadata: Metadata = { title: 'Invitation', referrer: 'no-referrer' }

type PageProps = { readonly params: Promise<{ token: string }> }

export default async function InvitePage({ params }: PageProps) {
  const { token } = await params
  return <InviteScreen token={token} />
}
