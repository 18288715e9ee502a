'use client'

import { X } from 'lucide-react'
import { useCostFilterChoices } from '../../api/use-cost-filter-choices.ts'
import {
  FILTER_DIMENSIONS,
  filterCount,
  NO_FILTER,
  type CostFilter,
  type FilterName,
} from '../../state/cost-filter.ts'
import type { DayRange } from '../../state/range-preset.ts'
import { FilterList, withChosen } from '../../components/filter-list.tsx'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'

export type FilterChange = { readonly [Name in FilterName]?: string[] | null } & {
  readonly entity?: string | null
  readonly tax?: boolean | null
  readonly credits?: boolean | null
}

type DimensionFiltersProps = {
  readonly org: string
  readonly filter: CostFilter
  readonly range: DayRange
  readonly onChange: (change: FilterChange) => void
}

/** One list per dimension, of the values that occur in the range. */
export function DimensionFilters({ org, filter, range, onChange }: DimensionFiltersProps) {
  const choices = useCostFilterChoices(org, range).data
  const entities = withChosen(choices?.entities ?? [], filter.entity ? [filter.entity] : [])
  return (
    <>
      {FILTER_DIMENSIONS.map(({ name, parameter, label }) => (
        <FilterList
          key={name}
          label={label}
          choices={withChosen(choices?.[parameter] ?? [], filter[name])}
          selected={filter[name]}
          onChange={(values) => onChange({ [name]: values.length > 0 ? values : null })}
        />
      ))}
      {entities.length > 0 ? (
        <Select
          aria-label="Entity"
          value={filter.entity}
          onChange={(event) => onChange({ entity: event.target.value || null })}
        >
          <option value="">Every entity</option>
          {entities.map(({ value, label }) => (
            <option key={value} value={value}>
              {label === value ? value : `${label} (${value})`}
            </option>
          ))}
        </Select>
      ) : null}
      <Switch label="Tax" checked={filter.tax} onChange={(tax) => onChange({ tax })} />
      <Switch label="Credits" checked={filter.credits} onChange={(credits) => onChange({ credits })} />
      {filterCount(filter) > 0 ? (
        <Button kind="ghost" onClick={() => onChange(NO_FILTER)}>
          <X aria-hidden /> Clear filters
        </Button>
      ) : null}
    </>
  )
}
