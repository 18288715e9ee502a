'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function usePipelines() {
  return useQuery({
    queryKey: ['pipelines'],
    queryFn: ({ signal }) => answer(api.GET('/api/v1/validator/pipelines', { signal })),
    staleTime: 300_000,
  })
}
