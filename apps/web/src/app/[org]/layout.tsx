import { Suspense, type ReactNode } from 'react'
import { OrganizationShell } from '../../components/organization-shell.tsx'

type LayoutProps = { readonly params: Promise<{ org: string }>; readonly children: ReactNode }

export default async function OrganizationLayout({ params, children }: LayoutProps) {
  const { org } = await params
  return (
    <Suspense>
      <OrganizationShell org={org}>{children}</OrganizationShell>
    </Suspense>
  )
}
