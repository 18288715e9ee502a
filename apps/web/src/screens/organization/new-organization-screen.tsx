'use client'

import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { useMe } from '../../api/use-me.ts'
import { useOnboard } from '../../api/use-onboard.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { SecretOnce } from '../../components/secret-once.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { AuthFrame } from '../auth/auth-frame.tsx'
import { NewOrganizationForm } from './new-organization-form.tsx'

export function NewOrganizationScreen() {
  const router = useRouter()
  const me = useMe()
  const onboard = useOnboard()
  const signedOut = me.error instanceof ApiError && me.error.status === 401
  useEffect(() => {
    if (signedOut) router.replace(paths.login(paths.newOrganization()))
  }, [signedOut, router])

  if (onboard.data) {
    return (
      <AuthFrame title="Your organization is ready" note="Programs use this key in the X-API-Key header.">
        <SecretOnce label="API key" secret={onboard.data.api_key} />
        <div className="mt-6 flex flex-wrap gap-2">
          <Button asChild kind="primary" size="md">
            <Link href={paths.integrations(onboard.data.org_slug)}>Connect a provider</Link>
          </Button>
          <Button asChild size="md">
            <Link href={paths.dashboard(onboard.data.org_slug)}>Go to the dashboard</Link>
          </Button>
        </div>
      </AuthFrame>
    )
  }
  return (
    <AuthFrame
      title="New organization"
      note="Costs, credentials and people are kept apart per organization. You become its owner."
    >
      {me.isPending || signedOut ? <Loading label="Loading your account" rows={4} /> : null}
      {me.error && !signedOut ? (
        <ErrorState error={me.error} what="Your account" onRetry={() => void me.refetch()} />
      ) : null}
      {me.data ? (
        <NewOrganizationForm
          email={me.data.user.email}
          busy={onboard.isPending}
          error={onboard.error}
          onSubmit={(body, key) => onboard.mutate({ body, key })}
        />
      ) : null}
    </AuthFrame>
  )
}
