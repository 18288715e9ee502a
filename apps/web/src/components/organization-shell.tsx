'use client'

import Link from 'next/link'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, type ReactNode } from 'react'
import { ApiError } from '../api/api-error.ts'
import { useMe } from '../api/use-me.ts'
import { paths } from '../paths.ts'
import { EmptyState } from '../ui/empty-state.tsx'
import { Loading } from '../ui/loading.tsx'
import { AccountMenu } from './account-menu.tsx'
import { DemoBanner } from './demo-banner.tsx'
import { ErrorState } from './error-state.tsx'
import { MobileNavigation } from './mobile-navigation.tsx'
import { Navigation } from './navigation.tsx'
import { OrganizationSwitcher } from './organization-switcher.tsx'
import { SkipLink } from './skip-link.tsx'
import { ThemeToggle } from './theme-toggle.tsx'
import { useFocusOnNavigation } from './use-focus-on-navigation.ts'
import { Wordmark } from './wordmark.tsx'

type OrganizationShellProps = { readonly org: string; readonly children: ReactNode }

/** Frame of every page of an organization. The API decides who may see what; this only spares a pointless page. */
export function OrganizationShell({ org, children }: OrganizationShellProps) {
  const me = useMe()
  const signedOut = me.error instanceof ApiError && me.error.status === 401
  useSignInRedirect(signedOut)
  useFocusOnNavigation('main')
  const membership = me.data?.organizations.find((organization) => organization.org_slug === org)
  return (
    <div className="min-h-dvh lg:grid lg:grid-cols-[13.5rem_minmax(0,1fr)]">
      <SkipLink />
      <aside className="sticky top-0 hidden h-dvh flex-col gap-5 border-r px-3.5 py-4 lg:flex">
        <Link href={paths.home()} className="px-1" aria-label="CloudAct, home page">
          <Wordmark />
        </Link>
        <OrganizationSwitcher org={org} />
        <Navigation org={org} />
        <div className="mt-auto flex items-center justify-between">
          <ThemeToggle />
          <AccountMenu />
        </div>
      </aside>
      <div className="min-w-0">
        <header className="sticky top-0 z-30 flex h-12 items-center gap-2 border-b bg-canvas px-3 lg:hidden">
          <MobileNavigation org={org} />
          <span className="min-w-0 flex-1 truncate font-medium">{membership?.company_name ?? org}</span>
          <ThemeToggle />
          <AccountMenu />
        </header>
        {membership?.is_demo ? <DemoBanner /> : null}
        <main
          id="main"
          tabIndex={-1}
          className="mx-auto max-w-[88rem] px-4 py-6 outline-none sm:px-6 lg:px-8 lg:py-7"
        >
          {me.isPending || signedOut ? <Loading label="Loading your organization" rows={8} /> : null}
          {me.error && !signedOut ? (
            <ErrorState error={me.error} what="Your account" onRetry={() => void me.refetch()} />
          ) : null}
          {me.data && !membership ? <UnknownOrganization org={org} /> : null}
          {membership ? children : null}
        </main>
      </div>
    </div>
  )
}

function useSignInRedirect(signedOut: boolean) {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams().toString()
  useEffect(() => {
    if (signedOut) router.replace(paths.login(search ? `${pathname}?${search}` : pathname))
  }, [signedOut, router, pathname, search])
}

function UnknownOrganization({ org }: { readonly org: string }) {
  return (
    <EmptyState
      title={`There is no organization "${org}" for you`}
      action={
        <Link href={paths.newOrganization()} className="text-accent underline underline-offset-2">
          Create an organization
        </Link>
      }
    >
      The address may be mistyped, or you were not invited yet. Ask an owner to add you.
    </EmptyState>
  )
}
