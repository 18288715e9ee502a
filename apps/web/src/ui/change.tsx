import { ArrowDown, ArrowUp, Minus } from 'lucide-react'
import { formatRatio, signOf } from '../format/money.ts'
import { cn } from './class-names.ts'

type ChangeProps = {
  /** Decimal ratio: `0.12` is +12%. Null when there is nothing to compare with. */
  readonly ratio: string | null
  readonly className?: string
}

/** A change of cost: up is the warm colour because up costs more; sign and arrow say it without colour. */
export function Change({ ratio, className }: ChangeProps) {
  if (ratio === null) return <span className={cn('text-faint', className)}>new</span>
  const sign = signOf(ratio)
  const Arrow = sign > 0 ? ArrowUp : sign < 0 ? ArrowDown : Minus
  return (
    <span
      className={cn(
        'figures inline-flex items-center gap-0.5 font-medium whitespace-nowrap',
        sign > 0 ? 'text-increase' : sign < 0 ? 'text-decrease' : 'text-muted',
        className,
      )}
    >
      <Arrow aria-hidden className="size-3" strokeWidth={2.5} />
      {formatRatio(ratio, { signed: true })}
    </span>
  )
}
