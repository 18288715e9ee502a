import { useId } from 'react'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'

type SuggestedFieldProps = {
  readonly label: string
  readonly name: string
  readonly choices: readonly string[]
  readonly initial?: string
  readonly fault: string | undefined
  readonly help?: string
  readonly onChange?: (value: string) => void
}

/** A text with known values to choose from; any other may be written. */
export function SuggestedField({
  label,
  name,
  choices,
  initial,
  fault,
  help,
  onChange,
}: SuggestedFieldProps) {
  const list = useId()
  return (
    <Field label={label} fault={fault} help={help}>
      {(control) => (
        <>
          <Input
            {...control}
            name={name}
            list={list}
            defaultValue={initial}
            autoComplete="off"
            onChange={(event) => onChange?.(event.target.value)}
          />
          <datalist id={list}>
            {choices.map((value) => (
              <option key={value} value={value} />
            ))}
          </datalist>
        </>
      )}
    </Field>
  )
}
