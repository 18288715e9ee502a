'use client'

import { Plus, RotateCcw } from 'lucide-react'
import { useState } from 'react'
import type { RecostPeriod } from '../../api/recost-shapes.ts'
import type { OwnPrice } from '../../api/shapes.ts'
import { firstOfMonth, addDays } from '../../format/time.ts'
import { Button } from '../../ui/button.tsx'
import { ChangeNotice } from './change-notice.tsx'
import { CustomPriceDialog } from './custom-price-dialog.tsx'
import { OwnPriceList } from './own-price-list.tsx'
import type { PriceChange } from './price-change.ts'
import { holdsOn, type PriceLine } from './price-line.ts'
import { PriceSheet } from './price-sheet.tsx'
import { thingKey } from './price-thing.ts'
import { periodOf } from './recost-input.ts'
import { RecostSheet } from './recost-sheet.tsx'

type PriceChangesProps = {
  readonly org: string
  readonly lines: readonly PriceLine[]
  readonly providers: readonly string[]
  readonly own: readonly OwnPrice[]
  readonly today: string
  /** The line whose price is being changed. */
  readonly chosen: PriceLine | undefined
  readonly onDone: () => void
}

/** Everything that changes prices, for those who may: custom prices, overrides, and pricing a period anew. */
export function PriceChanges({ org, lines, providers, own, today, chosen, onDone }: PriceChangesProps) {
  const [adding, setAdding] = useState(false)
  const [change, setChange] = useState<PriceChange>()
  const [period, setPeriod] = useState<RecostPeriod>()
  const changed = (next: PriceChange | undefined) => {
    setChange(next)
    setAdding(false)
    onDone()
  }
  const otherDays = own.filter((price) => !holdsOn(price, today))
  const [provider = ''] = providers
  const thisMonth = { provider, start_date: firstOfMonth(today), end_date: addDays(today, 1) }
  return (
    <>
      <div className="mb-4 flex flex-wrap gap-2">
        <Button onClick={() => setAdding(true)}>
          <Plus aria-hidden /> Add a custom price
        </Button>
        <Button disabled={provider === ''} onClick={() => setPeriod(thisMonth)}>
          <RotateCcw aria-hidden /> Price a period anew
        </Button>
      </div>
      {change ? <ChangeNotice change={change} onRecost={() => setPeriod(periodOf(change, today))} /> : null}
      {otherDays.length > 0 ? (
        <details className="mb-4 text-sm">
          <summary className="cursor-pointer text-muted hover:text-ink">
            Your prices of other days ({otherDays.length})
          </summary>
          <OwnPriceList org={org} prices={otherDays} named onChanged={changed} />
        </details>
      ) : null}
      {chosen ? (
        <PriceSheet
          org={org}
          line={chosen}
          own={own.filter((price) => thingKey(price) === thingKey(chosen))}
          today={today}
          onChanged={changed}
          onClose={onDone}
        />
      ) : null}
      {adding ? (
        <CustomPriceDialog
          org={org}
          lines={lines}
          today={today}
          onChanged={changed}
          onClose={() => setAdding(false)}
        />
      ) : null}
      {period ? (
        <RecostSheet org={org} providers={providers} initial={period} onClose={() => setPeriod(undefined)} />
      ) : null}
    </>
  )
}
