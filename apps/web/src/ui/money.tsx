import { moneyParts } from '../format/money.ts'
import { cn } from './class-names.ts'

type MoneyProps = {
  readonly amount: string
  readonly currency: string
  readonly signed?: boolean
  /** Fraction as strong as the whole: for text that is quiet already. */
  readonly flat?: boolean
  readonly className?: string
}

/** An amount with its minor digits set quieter; every stored digit is in the title. */
export function Money({ amount, currency, signed, flat, className }: MoneyProps) {
  const parts = moneyParts(amount, currency, { signed })
  const tiny = parts.whole === '0'
  return (
    <span title={parts.exact} className={cn('figures whitespace-nowrap', className)}>
      {parts.sign}
      {parts.symbol}
      {parts.whole}
      <span className={tiny || flat ? undefined : 'opacity-68'}>{parts.fraction}</span>
    </span>
  )
}
