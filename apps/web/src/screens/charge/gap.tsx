import type { CostRow } from '../../api/shapes.ts'
import { exactMoney, subtract } from '../../format/money.ts'
import { Badge } from '../../ui/badge.tsx'
import { currencyOfRow } from '../costs/currency-of-row.ts'
import { gapReason } from './gap-reason.ts'

/** The three numbers of a true-up: what the vendor billed for the key, what its usage is worth, and what is between. */
export function Gap({ row }: { readonly row: CostRow }) {
  const vendor = row['x_vendor_cost']
  const priced = row['x_priced_cost']
  const reason = row['x_gap_reason']
  if (typeof vendor !== 'string' || typeof priced !== 'string') return null
  const currency = currencyOfRow(row)
  const part = row['BilledCost']
  return (
    <div className="mt-3 rounded-md border border-rule-strong bg-sunken px-3 py-2.5 text-sm">
      <dl>
        <Line term="Billed by the vendor" amount={exactMoney(vendor, currency)} />
        <Line term="Priced from usage" amount={exactMoney(priced, currency)} />
        <div className="total-rule mt-1 flex justify-between gap-4 border-t pt-1 pb-1 font-semibold">
          <dt>Gap</dt>
          <dd className="figures">{exactMoney(subtract(vendor, priced), currency)}</dd>
        </div>
        {typeof part === 'string' ? (
          <Line term="This row’s part" amount={exactMoney(part, currency)} />
        ) : null}
      </dl>
      {typeof reason === 'string' ? (
        <p className="mt-2 text-muted">
          <Badge tone="warn">{reason.replaceAll('_', ' ')}</Badge> {gapReason(reason)}
        </p>
      ) : null}
      {typeof row['x_gap_key'] === 'string' ? (
        <p className="mt-1.5 font-mono text-2xs break-all text-faint">Compared per {row['x_gap_key']}</p>
      ) : null}
    </div>
  )
}

function Line({ term, amount }: { readonly term: string; readonly amount: string }) {
  return (
    <div className="flex justify-between gap-4 py-0.5">
      <dt className="text-muted">{term}</dt>
      <dd className="figures">{amount}</dd>
    </div>
  )
}
