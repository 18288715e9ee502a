'use client'

import { ChevronDown, ChevronUp } from 'lucide-react'
import type { CostRow } from '../../api/shapes.ts'
import { formatDay } from '../../format/time.ts'
import { Button } from '../../ui/button.tsx'
import { Sheet } from '../../ui/sheet.tsx'
import { ChargeColumns } from './charge-columns.tsx'
import { ChargeProof } from './charge-proof.tsx'
import { ChargeValue } from './charge-value.tsx'

type ChargePanelProps = {
  readonly org: string
  readonly rows: readonly CostRow[]
  /** Which of the rows is open; null when none is. */
  readonly index: number | null
  readonly onMove: (index: number | null) => void
}

/** One charge whole: its amount to the last digit, its proof, and every column it has. */
export function ChargePanel({ org, rows, index, onMove }: ChargePanelProps) {
  const row = index === null ? undefined : rows[index]
  if (index === null || !row) return null
  const day = String(row['ChargePeriodStart'] ?? '')
  return (
    <Sheet
      open
      onClose={() => onMove(null)}
      title={String(row['ChargeDescription'] ?? row['ServiceName'] ?? 'Charge')}
      description={`${formatDay(day)} · ${String(row['ServiceProviderName'] ?? '')} · ${String(row['ServiceName'] ?? '')}`}
      actions={
        <>
          <Button
            kind="ghost"
            size="icon"
            aria-label="Charge above"
            disabled={index === 0}
            onClick={() => onMove(index - 1)}
          >
            <ChevronUp />
          </Button>
          <Button
            kind="ghost"
            size="icon"
            aria-label="Charge below"
            disabled={index >= rows.length - 1}
            onClick={() => onMove(index + 1)}
          >
            <ChevronDown />
          </Button>
        </>
      }
    >
      <div className="space-y-7">
        <div>
          <p className="text-sm text-muted">Effective cost, exact</p>
          <p className="total-rule pb-1.5 text-2xl font-semibold tracking-tight">
            <ChargeValue row={row} column="EffectiveCost" />
          </p>
        </div>
        <ChargeProof org={org} row={row} />
        <ChargeColumns row={row} />
      </div>
    </Sheet>
  )
}
