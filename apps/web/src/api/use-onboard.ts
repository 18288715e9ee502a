'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export type NewOrganization = {
  readonly company_name: string
  readonly admin_email: string
  readonly default_currency: string
  readonly default_timezone: string
}

/** Creates an organization; sent again after a lost answer it gives the same one, thanks to `key`. */
export function useOnboard() {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ body, key }: { readonly body: NewOrganization; readonly key: string }) =>
      answer(
        api.POST('/api/v1/organizations/onboard', { body: { ...body }, headers: { 'Idempotency-Key': key } }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
  })
}
