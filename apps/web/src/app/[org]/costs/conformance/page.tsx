import type { Metadata } from 'next'
import { ConformanceScreen } from '../../../../screens/conformance/conformance-screen.tsx'

export const metadata: Metadata = { title: 'FOCUS conformance' }

type PageProps = { readonly params: Promise<{ org: string }> }

export default async function ConformancePage({ params }: PageProps) {
  const { org } = await params
  return <ConformanceScreen org={org} />
}
