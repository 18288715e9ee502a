'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'
import { answerAs } from './answer-as.ts'
import { api } from './client.ts'
import { StartedRun } from './run-shapes.ts'

export type StartRun = {
  /** `genai/payg/openai` or `cloud/aws/cost/billing`. */
  readonly path: string
  /** Half-open range of UTC days; without one the pipeline's own default range is used. */
  readonly range: { readonly start_date: string; readonly end_date: string } | undefined
}

export function useStartRun(org: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ path, range }: StartRun) => {
      const [first, second, third, fourth] = path.split('/')
      const body = range ?? {}
      if (!first || !second || !third) {
        throw new ApiError(`"${path}" is not the path of a pipeline.`, { status: 404, code: 'not_found' })
      }
      return answerAs(
        StartedRun,
        fourth
          ? api.POST('/api/v1/pipelines/run/{org_slug}/{category}/{provider}/{domain}/{pipeline}', {
              params: {
                path: { org_slug: org, category: first, provider: second, domain: third, pipeline: fourth },
              },
              body,
            })
          : api.POST('/api/v1/pipelines/run/{org_slug}/{provider}/{domain}/{pipeline}', {
              params: { path: { org_slug: org, provider: first, domain: second, pipeline: third } },
              body,
            }),
      )
    },
    onSuccess: () => client.invalidateQueries({ queryKey: ['runs', org] }),
  })
}
