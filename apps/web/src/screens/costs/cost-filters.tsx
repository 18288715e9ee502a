'use client'

import { useCallback } from 'react'
import { PeriodPicker } from '../../components/period-picker.tsx'
import type { CostFilter } from '../../state/cost-filter.ts'
import { GROUPINGS, type Grouping } from '../../state/cost-state.ts'
import type { DayRange } from '../../state/range-preset.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { DimensionFilters, type FilterChange } from './dimension-filters.tsx'
import { SearchInput } from './search-input.tsx'

const GROUPING_LABELS: Readonly<Record<Grouping, string>> = {
  service: 'By service',
  provider: 'By provider',
  rows: 'Charges',
}

type Change = FilterChange & {
  readonly start?: string
  readonly end?: string
  readonly group?: Grouping
  readonly page: null
  readonly q?: string | null
  readonly sort?: null
  readonly cols?: null
}

type CostFiltersProps = {
  readonly org: string
  readonly state: CostFilter & { readonly group: Grouping; readonly q: string }
  readonly range: DayRange
  readonly today: string
  readonly onChange: (change: Change) => void
}

export function CostFilters({ org, state, range, today, onChange }: CostFiltersProps) {
  const search = useCallback((q: string) => onChange({ q: q || null, page: null }), [onChange])
  return (
    <div role="search" aria-label="Cost filters" className="mb-4 flex flex-wrap items-center gap-2">
      <Segmented
        label="Group by"
        value={state.group}
        options={GROUPINGS.map((value) => ({ value, label: GROUPING_LABELS[value] }))}
        onChange={(group) => onChange({ group, page: null, sort: null, cols: null, q: null })}
      />
      <PeriodPicker range={range} today={today} onChange={(next) => onChange({ ...next, page: null })} />
      {state.group === 'rows' ? (
        <SearchInput label="Search charges" value={state.q} onChange={search} />
      ) : null}
      <div className="flex w-full flex-wrap items-center gap-2">
        <DimensionFilters
          org={org}
          filter={state}
          range={range}
          onChange={(next) => onChange({ ...next, page: null })}
        />
      </div>
    </div>
  )
}
