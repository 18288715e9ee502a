'use client'

import { useCallback } from 'react'
import { addDays, isDay } from '../../format/time.ts'
import type { CostFilter } from '../../state/cost-filter.ts'
import { GROUPINGS, type Grouping } from '../../state/cost-state.ts'
import {
  presetOf,
  presetRange,
  RANGE_PRESET_LABELS,
  RANGE_PRESETS,
  type DayRange,
} from '../../state/range-preset.ts'
import { Input } from '../../ui/input.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
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
  const preset = presetOf(range, today)
  const search = useCallback((q: string) => onChange({ q: q || null, page: null }), [onChange])
  const setDay = (name: 'start' | 'end', value: string) => {
    if (isDay(value)) onChange({ ...range, [name]: name === 'end' ? addDays(value, 1) : value, page: null })
  }
  return (
    <div role="search" aria-label="Cost filters" className="mb-4 flex flex-wrap items-center gap-2">
      <Segmented
        label="Group by"
        value={state.group}
        options={GROUPINGS.map((value) => ({ value, label: GROUPING_LABELS[value] }))}
        onChange={(group) => onChange({ group, page: null, sort: null, cols: null, q: null })}
      />
      <Select
        aria-label="Period"
        value={preset ?? 'custom'}
        onChange={(event) => {
          const chosen = RANGE_PRESETS.find((name) => name === event.target.value)
          if (chosen) onChange({ ...presetRange(chosen, today), page: null })
        }}
      >
        {RANGE_PRESETS.map((name) => (
          <option key={name} value={name}>
            {RANGE_PRESET_LABELS[name]}
          </option>
        ))}
        <option value="custom" disabled>
          Custom range
        </option>
      </Select>
      <span className="flex flex-wrap items-center gap-1.5">
        <Input
          type="date"
          aria-label="First day"
          className="w-36"
          value={range.start}
          onChange={(event) => setDay('start', event.target.value)}
        />
        <span className="text-faint">to</span>
        <Input
          type="date"
          aria-label="Last day"
          className="w-36"
          value={addDays(range.end, -1)}
          onChange={(event) => setDay('end', event.target.value)}
        />
      </span>
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
