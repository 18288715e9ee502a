'use client'

import { useState, type SubmitEvent } from 'react'
import { ApiError } from '../../api/api-error.ts'
import { useAddCustomPrice } from '../../api/use-add-custom-price.ts'
import { FormError } from '../../components/form-error.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { faultOf } from '../integration/fault-of.ts'
import { CustomPriceFields } from './custom-price-fields.tsx'
import { priceChange, type PriceChange } from './price-change.ts'
import type { PriceLine } from './price-line.ts'
import { customPriceInput } from './term-input.ts'
import { TermFields } from './term-fields.tsx'

type CustomPriceDialogProps = {
  readonly org: string
  /** Prices in force, whose names the form suggests. */
  readonly lines: readonly PriceLine[]
  readonly today: string
  readonly onChanged: (change: PriceChange | undefined) => void
  readonly onClose: () => void
}

/** Adds a list price only the organization has: of a model no list knows, or instead of an equal one. */
export function CustomPriceDialog({ org, lines, today, onChanged, onClose }: CustomPriceDialogProps) {
  const save = useAddCustomPrice(org)
  const [ownFaults, setOwnFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const read = customPriceInput(new FormData(event.currentTarget))
    setOwnFaults(read.faults)
    if (read.faults.size === 0)
      save.mutate(read.input, { onSuccess: (saved) => onChanged(priceChange(saved.prices, saved)) })
  }
  const apiFaults = save.error instanceof ApiError ? save.error.faults : []
  const faultFor = (name: string) => ownFaults.get(name) ?? faultOf(name, apiFaults)
  return (
    <Dialog
      open
      onOpenChange={(open) => (open ? undefined : onClose())}
      title="Add a custom price"
      description="A list price of yours: of a model no list has, or instead of an equal one."
    >
      <form onSubmit={submit} noValidate className="space-y-4">
        <FormError error={save.error} />
        <CustomPriceFields lines={lines} faultFor={faultFor} />
        <TermFields today={today} faultFor={faultFor} />
        <div className="flex justify-end gap-2">
          <Button size="md" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" kind="primary" size="md" disabled={save.isPending}>
            {save.isPending ? 'Saving…' : 'Add price'}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
