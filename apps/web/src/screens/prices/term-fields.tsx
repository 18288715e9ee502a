import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'

type TermFieldsProps = {
  readonly today: string
  readonly faultFor: (name: string) => string | undefined
}

/** Days and note of a price. */
export function TermFields({ today, faultFor }: TermFieldsProps) {
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="First day, UTC" fault={faultFor('effective_from')}>
          {(control) => <Input {...control} type="date" name="effective_from" defaultValue={today} />}
        </Field>
        <Field label="Last day, UTC" optional fault={faultFor('effective_to')}>
          {(control) => <Input {...control} type="date" name="effective_to" />}
        </Field>
      </div>
      <Field label="Note" optional fault={faultFor('notes')}>
        {(control) => <Input {...control} name="notes" maxLength={500} autoComplete="off" />}
      </Field>
    </>
  )
}
