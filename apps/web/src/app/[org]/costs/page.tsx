import type { Metadata } from 'next'
import { CostsScreen } from '../../../screens/costs/costs-screen.tsx'

export const metadata: Metadata = { title: 'Costs' }

type PageProps = { readonly params: Promise<{ org: string }> }

export default async function CostsPage({ params }: PageProps) {
  const { org } = await params
  return <CostsScreen org={org} />
}
