'use client'

import type { Me } from './shapes.ts'
import { useMe } from './use-me.ts'

/** The caller's place in one organization, undefined until it is known. */
export function useMembership(org: string): Me['organizations'][number] | undefined {
  return useMe().data?.organizations.find((organization) => organization.org_slug === org)
}
