import type { ReactNode } from 'react'

type FactProps = { readonly term: string; readonly children: ReactNode }

/** One line of a definition list. */
export function Fact({ term, children }: FactProps) {
  return (
    <div className="flex items-baseline justify-between gap-4 border-b py-1.5 last:border-b-0">
      <dt className="shrink-0 text-muted">{term}</dt>
      <dd className="min-w-0 text-right">{children}</dd>
    </div>
  )
}
