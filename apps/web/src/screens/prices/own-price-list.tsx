'use client'

import { useState } from 'react'
import type { OwnPrice } from '../../api/shapes.ts'
import { useRemoveOwnPrice } from '../../api/use-remove-own-price.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { FormError } from '../../components/form-error.tsx'
import { exactNumber } from '../../format/money.ts'
import { addDays, formatDay } from '../../format/time.ts'
import { Button } from '../../ui/button.tsx'
import { priceChange, type PriceChange } from './price-change.ts'
import { thingWords } from './price-words.ts'

type OwnPriceListProps = {
  readonly org: string
  readonly prices: readonly OwnPrice[]
  /** Whether each price says what it is for. */
  readonly named?: boolean
  readonly onChanged: (change: PriceChange | undefined) => void
}

/** The organization's own prices of one thing, past and future ones too, each to take back. */
export function OwnPriceList({ org, prices, named, onChanged }: OwnPriceListProps) {
  const remove = useRemoveOwnPrice(org)
  const [asked, setAsked] = useState<OwnPrice>()
  return (
    <div className="space-y-2">
      <FormError error={remove.error} />
      <ul className="text-sm">
        {prices.map((price) => (
          <li
            key={price.price_id}
            className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 border-b py-2"
          >
            <span className="min-w-0 break-words">
              {price.kind === 'override' ? 'Override' : 'Custom price'}{' '}
              <span className="figures font-medium">
                {exactNumber(price.price)} {price.currency}
              </span>
              {named ? <span className="block">{thingWords(price)}</span> : null}
              <span className="block text-muted">
                {daysOf(price)}
                {price.notes ? `, ${price.notes}` : null}
              </span>
            </span>
            <Button kind="danger" disabled={remove.isPending} onClick={() => setAsked(price)}>
              {price.kind === 'override' ? 'Reset' : 'Remove'}
              <span className="sr-only">
                {' '}
                {exactNumber(price.price)} {price.currency}, {thingWords(price)}, {daysOf(price)}
              </span>
            </Button>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== undefined}
        onOpenChange={(open) => (open ? undefined : setAsked(undefined))}
        title={asked?.kind === 'custom' ? 'Remove this custom price?' : 'Reset this override?'}
        description={
          asked?.kind === 'custom'
            ? 'Overrides of it go along. Days that are priced keep their cost until they are priced again.'
            : 'The list price counts again. Days that are priced keep their cost until they are priced again.'
        }
        action={asked?.kind === 'custom' ? 'Remove' : 'Reset'}
        busy={remove.isPending}
        onConfirm={() => {
          if (asked)
            remove.mutate(asked, { onSuccess: (answer) => onChanged(priceChange(answer.removed, answer)) })
        }}
      />
    </div>
  )
}

function daysOf({ effective_from: from, effective_to: to }: OwnPrice): string {
  return to === null ? `from ${formatDay(from)} on` : `${formatDay(from)} to ${formatDay(addDays(to, -1))}`
}
