import type { Metadata } from 'next'
import { IntegrationsScreen } from '../../../screens/integrations/integrations-screen.tsx'

export const metadata: Metadata = { title: 'Integrations' }

type PageProps = { readonly params: Promise<{ org: string }> }

export default async function IntegrationsPage({ params }: PageProps) {
  const { org } = await params
  return <IntegrationsScreen org={org} />
}
