import Link from 'next/link'
import type { CostRow } from '../../api/shapes.ts'
import { formatQuantity, formatRatio } from '../../format/money.ts'
import { formatDay, formatHour, formatInstant } from '../../format/time.ts'
import { Money } from '../../ui/money.tsx'
import type { CostColumnKind } from './cost-columns.ts'
import { currencyOfRow } from './currency-of-row.ts'

type CostCellProps = {
  readonly row: CostRow
  readonly id: string
  readonly kind: CostColumnKind
  readonly timeZone: string
  readonly href?: string | undefined
}

const DAY_MILLISECONDS = 86_400_000
const DECIMAL = /^-?\d+(\.\d+)?$/

export function CostCell({ row, id, kind, timeZone, href }: CostCellProps) {
  const value = row[id]
  if (value === null || value === undefined || value === '') return <span className="text-faint">—</span>
  const text = String(value)
  if (href)
    return (
      <Link
        href={href}
        className="underline decoration-rule-strong underline-offset-4 hover:decoration-accent"
      >
        {text}
      </Link>
    )
  if (kind === 'time')
    return (
      <span className="whitespace-nowrap" title={isHourly(row, id) ? formatInstant(text) : undefined}>
        {timeText(row, id, text, timeZone)}
      </span>
    )
  if (kind === 'text' || !DECIMAL.test(text)) return <span>{text}</span>
  if (kind === 'money') return <Money amount={text} currency={currencyOfRow(row)} />
  if (kind === 'ratio') return <span className="figures">{formatRatio(text)}</span>
  return (
    <span className="figures whitespace-nowrap" title={text}>
      {formatQuantity(text)} {id === 'ConsumedQuantity' ? <Unit row={row} /> : null}
    </span>
  )
}

function Unit({ row }: { readonly row: CostRow }) {
  return <span className="text-faint">{row['ConsumedUnit'] ?? ''}</span>
}

/** Charges shorter than a day are shown by the clocks their day is counted by, all others by their UTC day. */
function timeText(row: CostRow, id: string, text: string, timeZone: string): string {
  if (isHourly(row, id)) return formatHour(text, timeZone)
  return midnight(text) ? formatDay(text) : formatInstant(text)
}

function isHourly(row: CostRow, id: string): boolean {
  if (id !== 'ChargePeriodStart' && id !== 'ChargePeriodEnd') return false
  const [start, end] = [row['ChargePeriodStart'], row['ChargePeriodEnd']]
  return Date.parse(String(end)) - Date.parse(String(start)) < DAY_MILLISECONDS
}

function midnight(instant: string): boolean {
  return /^\d{4}-\d{2}-\d{2}([T ]00:00:00(\.0+)?(Z|\+00:00)?)?$/.test(instant)
}
