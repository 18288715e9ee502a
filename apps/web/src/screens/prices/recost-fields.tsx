import type { RecostPeriod } from '../../api/recost-shapes.ts'
import { addDays } from '../../format/time.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'

type RecostFieldsProps = {
  readonly providers: readonly string[]
  readonly initial: RecostPeriod
  readonly fault: string | undefined
}

export function RecostFields({ providers, initial, fault }: RecostFieldsProps) {
  return (
    <div className="grid gap-3 sm:grid-cols-3">
      <Field label="Provider">
        {(control) => (
          <Select {...control} name="provider" className="block" defaultValue={initial.provider}>
            {[...new Set([...providers, initial.provider])].map((provider) => (
              <option key={provider} value={provider}>
                {provider}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="First day, UTC" fault={fault}>
        {(control) => <Input {...control} type="date" name="start_date" defaultValue={initial.start_date} />}
      </Field>
      <Field label="Last day, UTC">
        {(control) => (
          <Input {...control} type="date" name="end_date" defaultValue={addDays(initial.end_date, -1)} />
        )}
      </Field>
    </div>
  )
}
