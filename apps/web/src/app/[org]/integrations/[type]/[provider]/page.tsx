import type { Metadata } from 'next'
import { IntegrationScreen } from '../../../../../screens/integration/integration-screen.tsx'

export const metadata: Metadata = { title: 'Integration' }

type PageProps = { readonly params: Promise<{ org: string; type: string; provider: string }> }

export default async function IntegrationPage({ params }: PageProps) {
  const { org, provider } = await params
  return <IntegrationScreen org={org} provider={provider} />
}
