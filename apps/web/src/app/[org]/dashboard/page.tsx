import type { Metadata } from 'next'
import { DashboardScreen } from '../../../screens/dashboard/dashboard-screen.tsx'

export const metadata: Metadata = { title: 'Overview' }

type PageProps = { readonly params: Promise<{ org: string }> }

export default async function DashboardPage({ params }: PageProps) {
  const { org } = await params
  return <DashboardScreen org={org} />
}
