'use client'

import { ListFilter, X } from 'lucide-react'
import { useCallback } from 'react'
import { useCostFilterChoices } from '../../api/use-cost-filter-choices.ts'
import { addDays, isDay } from '../../format/time.ts'
import { GROUPINGS, type Grouping } from '../../state/cost-state.ts'
import {
  presetOf,
  presetRange,
  RANGE_PRESET_LABELS,
  RANGE_PRESETS,
  type DayRange,
} from '../../state/range-preset.ts'
import { Button } from '../../ui/button.tsx'
import { CheckboxMenu } from '../../ui/checkbox-menu.tsx'
import { Input } from '../../ui/input.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Select } from '../../ui/select.tsx'
import { SearchInput } from './search-input.tsx'

const GROUPING_LABELS: Readonly<Record<Grouping, string>> = {
  service: 'By service',
  provider: 'By provider',
  rows: 'Charges',
}

type Change = {
  readonly start?: string
  readonly end?: string
  readonly group?: Grouping
  readonly providers?: string[] | null
  readonly categories?: string[] | null
  readonly page: null
  readonly q?: string | null
  readonly sort?: null
  readonly cols?: null
}

type CostFiltersProps = {
  readonly org: string
  readonly state: {
    readonly group: Grouping
    readonly providers: readonly string[]
    readonly categories: readonly string[]
    readonly q: string
  }
  readonly range: DayRange
  readonly today: string
  readonly onChange: (change: Change) => void
}

export function CostFilters({ org, state, range, today, onChange }: CostFiltersProps) {
  const choices = useCostFilterChoices(org, range).data
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
      <FilterMenu
        label="Provider"
        choices={choices?.providers ?? []}
        selected={state.providers}
        onChange={(providers) => onChange({ providers, page: null })}
      />
      <FilterMenu
        label="Category"
        choices={choices?.service_categories ?? []}
        selected={state.categories}
        onChange={(categories) => onChange({ categories, page: null })}
      />
      {state.group === 'rows' ? <SearchInput value={state.q} onChange={search} /> : null}
      {state.providers.length + state.categories.length > 0 ? (
        <Button kind="ghost" onClick={() => onChange({ providers: null, categories: null, page: null })}>
          <X aria-hidden /> Clear
        </Button>
      ) : null}
    </div>
  )
}

type FilterMenuProps = {
  readonly label: string
  readonly choices: readonly { readonly value: string; readonly label: string }[]
  readonly selected: readonly string[]
  readonly onChange: (selected: string[]) => void
}

function FilterMenu({ label, choices, selected, onChange }: FilterMenuProps) {
  const missing = selected.filter((value) => !choices.some((choice) => choice.value === value))
  const all = [...choices, ...missing.map((value) => ({ value, label: value }))]
  return (
    <CheckboxMenu
      title={label}
      trigger={
        <Button className="h-8.5" disabled={all.length === 0}>
          <ListFilter aria-hidden /> {label}
          {selected.length > 0 ? (
            <span className="max-w-40 truncate text-accent">{selected.join(', ')}</span>
          ) : null}
        </Button>
      }
      choices={all}
      selected={selected}
      onChange={onChange}
    />
  )
}
