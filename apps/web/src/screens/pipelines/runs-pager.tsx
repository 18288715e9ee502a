import { ChevronLeft, ChevronRight } from 'lucide-react'
import { Button } from '../../ui/button.tsx'

type RunsPagerProps = {
  readonly page: number
  readonly pages: number
  readonly onChange: (page: number) => void
}

export function RunsPager({ page, pages, onChange }: RunsPagerProps) {
  return (
    <nav aria-label="Pages of runs" className="flex items-center justify-end gap-2 pt-3 text-sm text-muted">
      <span className="figures">
        {page} of {pages}
      </span>
      <Button aria-label="Newer runs" disabled={page <= 1} onClick={() => onChange(page - 1)}>
        <ChevronLeft />
      </Button>
      <Button aria-label="Older runs" disabled={page >= pages} onClick={() => onChange(page + 1)}>
        <ChevronRight />
      </Button>
    </nav>
  )
}
