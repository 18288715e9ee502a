import type { Metadata } from 'next'
import { SettingsScreen } from '../../../screens/settings/settings-screen.tsx'

export const metadata: Metadata = { title: 'Settings' }

type PageProps = { readonly params: Promise<{ org: string }> }

export default async function SettingsPage({ params }: PageProps) {
  const { org } = await params
  return <SettingsScreen org={org} />
}
