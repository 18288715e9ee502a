'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** Whether strangers may sign up here, and whether the server can send mail. */
export function useSignInOptions() {
  return useQuery({
    queryKey: ['sign-in-options'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/sign-in-options', { signal })),
    staleTime: 60_000,
  })
}
