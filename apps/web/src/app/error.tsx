'use client'

import { ErrorState } from '../components/error-state.tsx'

type ErrorPageProps = { readonly error: Error; readonly reset: () => void }

export default function ErrorPage({ error, reset }: ErrorPageProps) {
  return (
    <main id="main" className="mx-auto max-w-xl px-4 py-16">
      <ErrorState error={error} what="This page" onRetry={reset} />
    </main>
  )
}
