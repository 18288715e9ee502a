import { Select } from '../../ui/select.tsx'

const STATES = ['PENDING', 'RUNNING', 'COMPLETED', 'FAILED', 'CANCELLED', 'TIMEOUT'] as const

type StatusFilterProps = { readonly value: string | null; readonly onChange: (value: string | null) => void }

export function StatusFilter({ value, onChange }: StatusFilterProps) {
  return (
    <Select
      aria-label="State of the runs"
      value={value ?? ''}
      onChange={(event) => onChange(event.target.value || null)}
    >
      <option value="">All states</option>
      {STATES.map((state) => (
        <option key={state} value={state}>
          {state.toLowerCase()}
        </option>
      ))}
    </Select>
  )
}
