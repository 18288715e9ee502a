import { addDays, isDay } from '../format/time.ts'
import {
  presetOf,
  presetRange,
  RANGE_PRESET_LABELS,
  RANGE_PRESETS,
  type DayRange,
} from '../state/range-preset.ts'
import { Input } from '../ui/input.tsx'
import { Select } from '../ui/select.tsx'

type PeriodPickerProps = {
  /** Half-open, as it is in the address. */
  readonly range: DayRange
  readonly today: string
  readonly onChange: (range: DayRange) => void
}

/** A period by its name or by its first and last day. A day that is not written out yet changes nothing. */
export function PeriodPicker({ range, today, onChange }: PeriodPickerProps) {
  const setDay = (name: 'start' | 'end', value: string) => {
    if (isDay(value)) onChange({ ...range, [name]: name === 'end' ? addDays(value, 1) : value })
  }
  return (
    <>
      <Select
        aria-label="Period"
        value={presetOf(range, today) ?? 'custom'}
        onChange={(event) => {
          const chosen = RANGE_PRESETS.find((name) => name === event.target.value)
          if (chosen) onChange(presetRange(chosen, today))
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
    </>
  )
}
