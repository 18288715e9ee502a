import { useId, type ReactNode } from 'react'
import { cn } from './class-names.ts'

type SectionProps = {
  readonly title: string
  readonly note?: ReactNode
  readonly actions?: ReactNode
  readonly className?: string
  readonly children: ReactNode
}

/** A ruled part of a page: heading on a hairline, content below, no box. */
export function Section({ title, note, actions, className, children }: SectionProps) {
  const id = useId()
  return (
    <section aria-labelledby={id} className={cn('min-w-0', className)}>
      <div className="flex min-h-8 flex-wrap items-end justify-between gap-x-4 gap-y-1 border-b border-rule-strong pb-1.5">
        <div className="flex flex-wrap items-baseline gap-x-2.5">
          <h2 id={id} className="text-base font-semibold">
            {title}
          </h2>
          {note ? <span className="text-sm text-faint">{note}</span> : null}
        </div>
        {actions}
      </div>
      {children}
    </section>
  )
}
