import { formatQuantity } from '../../format/money.ts'

type QuotaMeterProps = {
  readonly label: string
  readonly used: number
  /** Null or 0: the plan sets no limit. */
  readonly limit: number | null
}

export function QuotaMeter({ label, used, limit }: QuotaMeterProps) {
  const unlimited = !limit
  const share = unlimited ? 0 : Math.min(1, used / limit)
  const colour = share >= 0.8 ? 'bg-warn' : 'bg-series'
  return (
    <div className="text-sm">
      <div className="flex items-baseline justify-between">
        <span className="text-muted">{label}</span>
        <span className="figures">
          {formatQuantity(used)}{' '}
          <span className="text-faint">of {unlimited ? 'unlimited' : formatQuantity(limit)}</span>
        </span>
      </div>
      <div
        role="meter"
        aria-label={label}
        aria-valuenow={used}
        aria-valuemin={0}
        aria-valuemax={unlimited ? Math.max(used, 1) : limit}
        className="mt-1 h-1.5 bg-sunken"
      >
        <div className={`h-full ${colour}`} style={{ width: `${share * 100}%` }} />
      </div>
    </div>
  )
}
