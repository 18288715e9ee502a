import type { QueryClient } from '@tanstack/react-query'
import { answer, api } from '../../api/client.ts'
import { paths } from '../../paths.ts'

/** Where a person who just signed in belongs: the page they wanted, else their first organization, else a new one. */
export async function destinationAfterSignIn(client: QueryClient, next: string | undefined): Promise<string> {
  if (next) return next
  const me = await client.query({ queryKey: ['me'], queryFn: () => answer(api.GET('/api/v1/me')) })
  const first = me.organizations[0]
  return first ? paths.dashboard(first.org_slug) : paths.newOrganization()
}
