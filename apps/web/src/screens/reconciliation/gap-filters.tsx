import { X } from 'lucide-react'
import type { Reconciliation } from '../../api/shapes.ts'
import { FilterList, withChosen } from '../../components/filter-list.tsx'
import { PeriodPicker } from '../../components/period-picker.tsx'
import { GAP_DIMENSIONS, NO_GAP_FILTER, type GapDimension, type GapFilter } from '../../state/gap-state.ts'
import type { DayRange } from '../../state/range-preset.ts'
import { Button } from '../../ui/button.tsx'
import type { Choice } from '../../ui/choice-popover.tsx'
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
  const values = choicesOf(choices)
  const filtered =
    GAP_DIMENSIONS.some(({ name }) => filter[name].length > 0) || !filter.gaps || filter.settled
  return (
    <div role="search" aria-label="Reconciliation filters" className="mb-4 flex flex-wrap items-center gap-2">
      <PeriodPicker range={range} today={today} onChange={(next) => onChange({ ...next, page: null })} />
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
