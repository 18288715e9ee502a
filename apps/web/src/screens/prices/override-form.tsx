'use client'

import { useState, type SubmitEvent } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { useSetOverride } from '../../api/use-set-override.ts'
import { FormError } from '../../components/form-error.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { faultOf } from '../integration/fault-of.ts'
import { priceChange, type PriceChange } from './price-change.ts'
import type { PriceLine } from './price-line.ts'
import { unitWords } from './price-words.ts'
import { overrideInput } from './term-input.ts'
import { TermFields } from './term-fields.tsx'

type OverrideFormProps = {
  readonly org: string
  readonly line: PriceLine
  readonly today: string
  readonly onChanged: (change: PriceChange | undefined) => void
}

export function OverrideForm({ org, line, today, onChanged }: OverrideFormProps) {
  const save = useSetOverride(org, line.priceId)
  const [ownFaults, setOwnFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const read = overrideInput(new FormData(event.currentTarget), line.override)
    setOwnFaults(read.faults)
    if (read.faults.size === 0)
      save.mutate(read.input, { onSuccess: (saved) => onChanged(priceChange([saved.override], saved)) })
  }
  const apiFaults = save.error instanceof ApiError ? save.error.faults : []
  const faultFor = (name: string) => ownFaults.get(name) ?? faultOf(name, apiFaults)
  return (
    <form onSubmit={submit} noValidate className="space-y-4 pt-3">
      <FormError error={save.error} />
      <Field
        label={`What you pay, ${line.currency} per ${unitWords(line.unit)}`}
        fault={faultFor('override_value')}
        help="The list price stays as it is; an override that begins on the same day is replaced."
      >
        {(control) => (
          <Input
            {...control}
            name="override_value"
            defaultValue={line.override?.price}
            inputMode="decimal"
            autoComplete="off"
            placeholder="1.25"
          />
        )}
      </Field>
      <TermFields today={today} initial={line.override} faultFor={faultFor} />
      <div className="flex justify-end">
        <Button type="submit" kind="primary" size="md" disabled={save.isPending}>
          {save.isPending ? 'Saving…' : line.override ? 'Change override' : 'Set override'}
        </Button>
      </div>
    </form>
  )
}
