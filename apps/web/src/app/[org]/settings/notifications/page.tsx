import type { Metadata } from 'next'
import { NotificationsScreen } from '../../../../screens/notifications/notifications-screen.tsx'

export const metadata: Metadata = { title: 'Notifications' }

type PageProps = { readonly params: Promise<{ org: string }> }

export default async function NotificationsPage({ params }: PageProps) {
  const { org } = await params
  return <NotificationsScreen org={org} />
}
