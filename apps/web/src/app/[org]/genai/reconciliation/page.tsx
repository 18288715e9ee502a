import type { Metadata } from 'next'
import { ReconciliationScreen } from '../../../../screens/reconciliation/reconciliation-screen.tsx'

export const metadata: Metadata = { title: 'Reconciliation' }

type PageProps = { readonly params: Promise<{ org: string }> }

export default async function ReconciliationPage({ params }: PageProps) {
  const { org } = await params
  return <ReconciliationScreen org={org} />
}
