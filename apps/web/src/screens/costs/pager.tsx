import { ChevronLeft, ChevronRight } from 'lucide-react'
import { formatQuantity } from '../../format/money.ts'
import { PAGE_SIZES } from '../../state/cost-state.ts'
import { Button } from '../../ui/button.tsx'
import { Select } from '../../ui/select.tsx'

type PagerProps = {
  readonly page: number
  readonly size: number
  readonly total: number
  readonly onChange: (change: { readonly page?: number; readonly size?: number }) => void
}

export function Pager({ page, size, total, onChange }: PagerProps) {
  const pages = Math.max(1, Math.ceil(total / size))
  const first = total === 0 ? 0 : (page - 1) * size + 1
  const last = Math.min(page * size, total)
  return (
    <nav
      aria-label="Pages"
      className="flex flex-wrap items-center justify-between gap-3 pt-3 text-sm text-muted"
    >
      <p className="figures" aria-live="polite">
        {formatQuantity(first)}–{formatQuantity(last)} of {formatQuantity(total)}
      </p>
      <div className="flex items-center gap-2">
        <Select
          aria-label="Rows per page"
          value={size}
          onChange={(event) => onChange({ size: Number(event.target.value), page: 1 })}
        >
          {PAGE_SIZES.map((option) => (
            <option key={option} value={option}>
              {option} rows
            </option>
          ))}
        </Select>
        <Button aria-label="Previous page" disabled={page <= 1} onClick={() => onChange({ page: page - 1 })}>
          <ChevronLeft />
        </Button>
        <Button aria-label="Next page" disabled={page >= pages} onClick={() => onChange({ page: page + 1 })}>
          <ChevronRight />
        </Button>
      </div>
    </nav>
  )
}
