'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** The signed-in person and the organizations they belong to. */
export function useMe() {
  return useQuery({
    queryKey: ['me'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/me', { signal })),
    staleTime: 60_000,
  })
}
