'use client'

import { useMutation } from '@tanstack/react-query'
import { answerAs } from './answer-as.ts'
import { api } from './client.ts'
import { RecostPreview, type RecostPeriod } from './recost-shapes.ts'

/** What stored usage of a period would cost with the prices in force. Changes nothing. */
export function usePreviewRecost(org: string) {
  return useMutation({
    mutationFn: (period: RecostPeriod) =>
      answerAs(
        RecostPreview,
        api.POST('/api/v1/genai/{org_slug}/recost/preview', {
          params: { path: { org_slug: org } },
          body: period,
        }),
      ),
  })
}
