import type { ReactNode } from 'react'
import { cn } from './class-names.ts'

const TONES = {
  neutral: 'border-rule-strong text-muted',
  accent: 'border-accent/40 bg-accent-soft text-accent',
  ok: 'border-ok/35 bg-ok-soft text-ok',
  warn: 'border-warn/35 bg-warn-soft text-warn',
  danger: 'border-danger/35 bg-danger-soft text-danger',
} as const

export type Tone = keyof typeof TONES

type BadgeProps = {
  readonly tone?: Tone
  readonly title?: string
  readonly className?: string
  readonly children: ReactNode
}

export function Badge({ tone = 'neutral', title, className, children }: BadgeProps) {
  return (
    <span
      title={title}
      className={cn(
        'inline-flex h-5 items-center gap-1 rounded-sm border px-1.5 text-2xs font-medium whitespace-nowrap [&_svg]:size-3',
        TONES[tone],
        className,
      )}
    >
      {children}
    </span>
  )
}
