'use client'

import { useOverview } from './use-overview.ts'

/** Providers and categories with cost this month or last, to choose filters from. */
export function useCostFilterChoices(org: string): {
  readonly providers: readonly string[]
  readonly categories: readonly string[]
} {
  const overview = useOverview(org, { metric: 'effective', tax: true, credits: true }).data
  return { providers: keys(overview?.by_provider), categories: keys(overview?.by_category) }
}

function keys(groups: readonly { readonly key: string }[] | undefined): readonly string[] {
  return [...new Set((groups ?? []).map((group) => group.key))].sort((a, b) => a.localeCompare(b, 'en'))
}
