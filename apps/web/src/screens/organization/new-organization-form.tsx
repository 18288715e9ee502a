'use client'

import { useState, type SubmitEvent } from 'react'
import { idempotencyKey } from '../../api/idempotency-key.ts'
import type { NewOrganization } from '../../api/use-onboard.ts'
import { CURRENCIES } from '../../components/currencies.ts'
import { FormError } from '../../components/form-error.tsx'
import { timeZones } from '../../components/time-zones.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { formText } from '../../format/form-text.ts'

type NewOrganizationFormProps = {
  readonly email: string
  readonly busy: boolean
  readonly error: Error | null
  readonly onSubmit: (body: NewOrganization, idempotencyKey: string) => void
}

export function NewOrganizationForm({ email, busy, error, onSubmit }: NewOrganizationFormProps) {
  /** One key per form: pressing the button twice creates one organization. */
  const [key] = useState(idempotencyKey)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    onSubmit(
      {
        company_name: formText(form, 'company_name'),
        admin_email: email,
        default_currency: formText(form, 'default_currency'),
        default_timezone: formText(form, 'default_timezone'),
      },
      key,
    )
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <FormError error={error} />
      <Field label="Company name">
        {(control) => (
          <Input
            {...control}
            name="company_name"
            autoComplete="organization"
            required
            minLength={2}
            maxLength={200}
          />
        )}
      </Field>
      <Field
        label="Reporting currency"
        help="Shown first. Other currencies stand beside it, never added to it."
      >
        {(control) => (
          <Select {...control} name="default_currency" defaultValue="USD" className="w-full">
            {CURRENCIES.map((currency) => (
              <option key={currency}>{currency}</option>
            ))}
          </Select>
        )}
      </Field>
      <Field label="Time zone" help="Reports count days in it. Charges billed by the UTC day keep that day.">
        {(control) => (
          <Select {...control} name="default_timezone" defaultValue="UTC" className="w-full">
            {timeZones().map((zone) => (
              <option key={zone}>{zone}</option>
            ))}
          </Select>
        )}
      </Field>
      <Button type="submit" kind="primary" size="md" className="w-full" disabled={busy}>
        {busy ? 'Creating the organization…' : 'Create organization'}
      </Button>
    </form>
  )
}
