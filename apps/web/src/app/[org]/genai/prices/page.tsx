import type { Metadata } from 'next'
import { PricesScreen } from '../../../../screens/prices/prices-screen.tsx'

export const metadata: Metadata = { title: 'Prices' }

type PageProps = { readonly params: Promise<{ org: string }> }

export default async function PricesPage({ params }: PageProps) {
  const { org } = await params
  return <PricesScreen org={org} />
}
