import { X } from 'lucide-react'
import type { Reconciliation } from '../../api/shapes.ts'
import { FilterList, withChosen } from '../../components/filter-list.tsx'
import { addDays, isDay } from '../../format/time.ts'
import { GAP_DIMENSIONS, NO_GAP_FILTER, type GapDimension, type GapFilter } from '../../state/gap-state.ts'
import {
  presetOf,
  presetRange,
  RANGE_PRESET_LABELS,
  RANGE_PRESETS,
  type DayRange,
} from '../../state/range-preset.ts'
import { Button } from '../../ui/button.tsx'
import type { Choice } from '../../ui/choice-popover.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { Switch } from '../../ui/switch.tsx'

type Change = { readonly [Name in GapDimension]?: string[] | null } & {
  readonly start?: string
  readonly end?: string
  readonly gaps?: boolean | null
  readonly settled?: boolean | null
  readonly page: null
}

type GapFiltersProps = {
  readonly filter: GapFilter
  readonly range: DayRange
  readonly today: string
  /** Absent before the first answer. */
  readonly choices: Reconciliation['choices'] | undefined
  readonly onChange: (change: Change) => void
}

export function GapFilters({ filter, range, today, choices, onChange }: GapFiltersProps) {
  const setDay = (name: 'start' | 'end', value: string) => {
    if (isDay(value)) onChange({ ...range, [name]: name === 'end' ? addDays(value, 1) : value, page: null })
  }
  const values = choicesOf(choices)
  const filtered =
    GAP_DIMENSIONS.some(({ name }) => filter[name].length > 0) || !filter.gaps || filter.settled
  return (
    <div role="search" aria-label="Reconciliation filters" className="mb-4 flex flex-wrap items-center gap-2">
      <Select
        aria-label="Period"
        value={presetOf(range, today) ?? 'custom'}
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
      <div className="flex w-full flex-wrap items-center gap-2">
        {GAP_DIMENSIONS.map(({ name, label }) => (
          <FilterList
            key={name}
            label={label}
            choices={withChosen(values[name], filter[name])}
            selected={filter[name]}
            onChange={(chosen) => onChange({ [name]: chosen.length > 0 ? chosen : null, page: null })}
          />
        ))}
        <Switch label="Only gaps" checked={filter.gaps} onChange={(gaps) => onChange({ gaps, page: null })} />
        <Switch
          label="Only settled days"
          checked={filter.settled}
          onChange={(settled) => onChange({ settled, page: null })}
        />
        {filtered ? (
          <Button kind="ghost" onClick={() => onChange({ ...NO_GAP_FILTER, page: null })}>
            <X aria-hidden /> Clear filters
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function choicesOf(choices: Reconciliation['choices'] | undefined): {
  readonly [Name in GapDimension]: readonly Choice[]
} {
  const plain = (values: readonly string[] = []) => values.map((value) => ({ value, label: value }))
  return {
    providers: plain(choices?.providers),
    projects: (choices?.projects ?? []).map(({ project_id: id, project_name: name }) => ({
      value: id,
      label: name ?? id,
    })),
    models: plain(choices?.models),
    reasons: (choices?.gap_reasons ?? []).map((code) => ({ value: code, label: code.replaceAll('_', ' ') })),
  }
}
