'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { useMe } from '../../api/use-me.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { paths } from '../../paths.ts'
import { Loading } from '../../ui/loading.tsx'
import { AuthFrame } from '../auth/auth-frame.tsx'
import { PasswordSection } from './password-section.tsx'
import { SessionsSection } from './sessions-section.tsx'
import { TwoFactorSection } from './two-factor-section.tsx'

/** What belongs to the person and not to an organization. */
export function AccountScreen() {
  const router = useRouter()
  const me = useMe()
  const signedOut = me.error instanceof ApiError && me.error.status === 401
  useEffect(() => {
    if (signedOut) router.replace(paths.login(paths.account()))
  }, [signedOut, router])
  const first = me.data?.organizations[0]
  return (
    <AuthFrame title="Password and security" note={me.data?.user.email}>
      {me.isPending || signedOut ? <Loading label="Loading your account" rows={4} /> : null}
      {me.error && !signedOut ? (
        <ErrorState error={me.error} what="Your account" onRetry={() => void me.refetch()} />
      ) : null}
      {me.data ? (
        <div className="space-y-10">
          <PasswordSection />
          <TwoFactorSection />
          <SessionsSection />
          {first ? (
            <p className="text-sm">
              <Link
                href={paths.dashboard(first.org_slug)}
                className="text-accent underline underline-offset-2"
              >
                Back to {first.company_name}
              </Link>
            </p>
          ) : null}
        </div>
      ) : null}
    </AuthFrame>
  )
}
