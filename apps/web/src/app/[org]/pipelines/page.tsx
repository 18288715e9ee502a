import type { Metadata } from 'next'
import { PipelinesScreen } from '../../../screens/pipelines/pipelines-screen.tsx'

export const metadata: Metadata = { title: 'Pipelines' }

type PageProps = { readonly params: Promise<{ org: string }> }

export default async function PipelinesPage({ params }: PageProps) {
  const { org } = await params
  return <PipelinesScreen org={org} />
}
