import { redirect } from 'next/navigation'
import { paths } from '../../paths.ts'

export default async function OrganizationPage({ params }: { readonly params: Promise<{ org: string }> }) {
  redirect(paths.dashboard((await params).org))
}
