import { exactNumber } from '../../format/money.ts'
import { formatDay } from '../../format/time.ts'
import { Badge, type Tone } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { cn } from '../../ui/class-names.ts'
import { cellStyles, headStyles, tableStyles } from '../../ui/table-styles.ts'
import type { PriceLine, PriceSource } from './price-line.ts'
import { modelWords, SOURCE_LABELS, unitWords, words } from './price-words.ts'

const CAPTION = 'Prices in force'
const TONES: Readonly<Record<PriceSource, Tone>> = {
  catalogue: 'neutral',
  custom: 'accent',
  override: 'accent',
  discount: 'ok',
}

type PriceTableProps = {
  readonly lines: readonly PriceLine[]
  /** Absent for those who may only read. */
  readonly onChange: ((line: PriceLine) => void) | undefined
}

/** What each thing costs by the list and what is paid for it, and whose price that is. */
export function PriceTable({ lines, onChange }: PriceTableProps) {
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={CAPTION}>
      <table className={tableStyles}>
        <caption className="sr-only">{CAPTION}</caption>
        <thead>
          <tr>
            <Head>Model</Head>
            <Head>Meter</Head>
            <Head>Tier</Head>
            <Head>Band</Head>
            <Head>Region</Head>
            <Head right>List price</Head>
            <Head right>You pay</Head>
            <Head>Per</Head>
            <Head>Whose price</Head>
            {onChange ? (
              // Relative, so that the hidden text stays inside what scrolls.
              <th scope="col" className={cn(headStyles, 'relative')}>
                <span className="sr-only">Change</span>
              </th>
            ) : null}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <Line key={`${line.provider} ${line.priceId}`} line={line} onChange={onChange} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Head({ right, children }: { readonly right?: boolean; readonly children: string }) {
  return (
    <th scope="col" className={cn(headStyles, right && 'text-right')}>
      {children}
    </th>
  )
}

type LineProps = { readonly line: PriceLine; readonly onChange: PriceTableProps['onChange'] }

function Line({ line, onChange }: LineProps) {
  return (
    <tr className="hover:bg-sunken/60">
      <th scope="row" className={cn(cellStyles, 'max-w-64 min-w-36 text-left font-normal break-words')}>
        {modelWords(line.model)} <span className="block text-faint">{line.provider}</span>
      </th>
      <td className={cellStyles}>{words(line.meter)}</td>
      <td className={cellStyles}>{words(line.service_tier)}</td>
      <td className={cellStyles}>
        {words(line.context_band)}
        {line.minTokens === null ? null : (
          <span className="block whitespace-nowrap text-faint">
            above {exactNumber(String(line.minTokens))} tokens
          </span>
        )}
      </td>
      <td className={cellStyles}>
        {line.region}
        {line.time_window ? <span className="block text-faint">{line.time_window} UTC</span> : null}
      </td>
      <td className={cn(cellStyles, 'text-right')}>
        {line.list === null ? (
          <span className="text-faint">none</span>
        ) : (
          <Amount amount={line.list} currency={line.currency} />
        )}
      </td>
      <td className={cn(cellStyles, 'text-right font-medium')}>
        <Amount amount={line.pays} currency={line.currency} />
      </td>
      <td className={cn(cellStyles, 'whitespace-nowrap text-muted')}>{unitWords(line.unit)}</td>
      <td className={cn(cellStyles, 'min-w-36')}>
        <Badge tone={TONES[line.source]}>{SOURCE_LABELS[line.source]}</Badge>
        <span className="mt-0.5 block text-muted">{whence(line)}</span>
      </td>
      {onChange ? (
        <td className={cn(cellStyles, 'text-right')}>
          <Button
            onClick={() => onChange(line)}
            aria-label={`Change ${modelWords(line.model)}, ${words(line.meter)}, ${words(line.service_tier)}, ${words(line.context_band)}, ${line.region}`}
          >
            Change
          </Button>
        </td>
      ) : null}
    </tr>
  )
}

function Amount({ amount, currency }: { readonly amount: string; readonly currency: string }) {
  return (
    <span className="figures whitespace-nowrap">
      {exactNumber(amount)} <span className="text-faint">{currency}</span>
    </span>
  )
}

/** Since when, until when, and why. */
function whence({ source, override, custom, discount, from, to, checkedOn }: PriceLine): string {
  const term = override ?? discount ?? custom
  if (!term) {
    const days = [from && `since ${formatDay(from)}`, to && `until before ${formatDay(to)}`]
    const checked = checkedOn && `seen ${formatDay(checkedOn)}`
    return [...days, checked].filter(Boolean).join(', ')
  }
  const amount =
    source !== 'discount' || !discount
      ? null
      : discount.discount_percent === null
        ? `${exactNumber(discount.discount_amount ?? '0')} ${discount.currency ?? ''} off per unit`
        : `${exactNumber(discount.discount_percent)}% off`
  const until = term.effective_to && `until before ${formatDay(term.effective_to)}`
  return [amount, `since ${formatDay(term.effective_from)}`, until, term.notes].filter(Boolean).join(', ')
}
