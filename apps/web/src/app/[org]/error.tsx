'use client'

import { ErrorState } from '../../components/error-state.tsx'

type ErrorPageProps = { readonly error: Error; readonly reset: () => void }

/** Keeps the navigation usable when one page breaks. */
export default function OrganizationErrorPage({ error, reset }: ErrorPageProps) {
  return <ErrorState error={error} what="This page" onRetry={reset} />
}
