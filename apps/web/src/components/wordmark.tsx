import { cn } from '../ui/class-names.ts'

type WordmarkProps = { readonly className?: string }

/** The mark: two entries and the double rule under their total. */
export function Wordmark({ className }: WordmarkProps) {
  return (
    <span className={cn('inline-flex items-center gap-2 font-semibold tracking-tight', className)}>
      <svg viewBox="0 0 20 20" aria-hidden className="size-5 text-accent">
        <path
          d="M3 4h14M3 8.5h9"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
          opacity=".5"
        />
        <path d="M3 13.2h14M3 16.6h14" stroke="currentColor" strokeWidth="1.8" strokeLinecap="round" />
      </svg>
      CloudAct
    </span>
  )
}
