import type { OwnPrice } from '../../api/shapes.ts'
import { addDays } from '../../format/time.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'

type TermFieldsProps = {
  readonly today: string
  /** The price whose terms the form begins with; absent for a new one. */
  readonly initial?: OwnPrice
  readonly faultFor: (name: string) => string | undefined
}

/** Days and note of a price. */
export function TermFields({ today, initial, faultFor }: TermFieldsProps) {
  const end = initial?.effective_to
  return (
    <>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="First day, UTC" fault={faultFor('effective_from')}>
          {(control) => (
            <Input
              {...control}
              type="date"
              name="effective_from"
              defaultValue={initial?.effective_from ?? today}
            />
          )}
        </Field>
        <Field label="Last day, UTC" optional fault={faultFor('effective_to')}>
          {(control) => (
            <Input
              {...control}
              type="date"
              name="effective_to"
              defaultValue={end ? addDays(end, -1) : undefined}
            />
          )}
        </Field>
      </div>
      <Field label="Note" optional fault={faultFor('notes')}>
        {(control) => (
          <Input
            {...control}
            name="notes"
            defaultValue={initial?.notes ?? undefined}
            maxLength={500}
            autoComplete="off"
          />
        )}
      </Field>
    </>
  )
}
