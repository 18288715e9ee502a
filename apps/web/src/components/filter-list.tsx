import { ListFilter } from 'lucide-react'
import { Button } from '../ui/button.tsx'
import { ChoicePopover, type Choice } from '../ui/choice-popover.tsx'

type FilterListProps = {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly selected: readonly string[]
  readonly onChange: (selected: string[]) => void
}

/** A button that names what is chosen of a dimension and opens its values. */
export function FilterList({ label, choices, selected, onChange }: FilterListProps) {
  const names = selected.map((value) => choices.find((choice) => choice.value === value)?.label ?? value)
  return (
    <ChoicePopover
      title={label}
      trigger={
        <Button className="h-8.5 max-w-full" disabled={choices.length === 0}>
          <ListFilter aria-hidden />
          <span>
            <span className="sr-only">Filter by </span>
            {label}
          </span>
          {names.length > 0 ? (
            <span className="max-w-44 truncate text-accent" title={names.join(', ')}>
              {names.length > 2 ? `${names.length} chosen` : names.join(', ')}
            </span>
          ) : null}
        </Button>
      }
      choices={choices}
      selected={selected}
      onChange={onChange}
    />
  )
}

/** A value of the address that does not occur in the range stays in the list, so that it can be taken away. */
export function withChosen(choices: readonly Choice[], selected: readonly string[]): readonly Choice[] {
  const missing = selected.filter((value) => !choices.some((choice) => choice.value === value))
  return [...choices, ...missing.map((value) => ({ value, label: value }))]
}
