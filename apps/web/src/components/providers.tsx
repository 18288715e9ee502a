'use client'

import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { ThemeProvider } from 'next-themes'
import { NuqsAdapter } from 'nuqs/adapters/next/app'
import { useState, type ReactNode } from 'react'
import { ApiError } from '../api/api-error.ts'

type ProvidersProps = { readonly nonce: string | undefined; readonly children: ReactNode }

export function Providers({ nonce, children }: ProvidersProps) {
  const [client] = useState(
    () =>
      new QueryClient({
        defaultOptions: {
          queries: {
            staleTime: 15_000,
            refetchOnWindowFocus: true,
            retry: (failures, error) =>
              failures < 2 && !(error instanceof ApiError && isFinalAnswer(error.status)),
          },
        },
      }),
  )
  return (
    <ThemeProvider
      attribute="class"
      defaultTheme="system"
      enableSystem
      disableTransitionOnChange
      nonce={nonce}
    >
      <NuqsAdapter>
        <QueryClientProvider client={client}>{children}</QueryClientProvider>
      </NuqsAdapter>
    </ThemeProvider>
  )
}

/** Asking again cannot change a refusal. */
function isFinalAnswer(status: number): boolean {
  return status >= 400 && status < 500 && status !== 429
}
