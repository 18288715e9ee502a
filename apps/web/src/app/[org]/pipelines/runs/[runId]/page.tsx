import type { Metadata } from 'next'
import { RunScreen } from '../../../../../screens/run/run-screen.tsx'

export const metadata: Metadata = { title: 'Pipeline run' }

type PageProps = { readonly params: Promise<{ org: string; runId: string }> }

export default async function RunPage({ params }: PageProps) {
  const { org, runId } = await params
  return <RunScreen org={org} runId={runId} />
}
