'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answerAs } from './answer-as.ts'
import { api } from './client.ts'
import { StartedRecost, type RecostPeriod } from './recost-shapes.ts'

/** Starts the runs that price a period anew, one for each integration. */
export function useApplyRecost(org: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (period: RecostPeriod) =>
      answerAs(
        StartedRecost,
        api.POST('/api/v1/genai/{org_slug}/recost/apply', {
          params: { path: { org_slug: org } },
          body: period,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs', org] }),
  })
}
