import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from './class-names.ts'

const KINDS = {
  info: { icon: Info, tone: 'border-rule-strong bg-sunken text-ink', role: 'status' },
  ok: { icon: CircleCheck, tone: 'border-ok/40 bg-ok-soft text-ok', role: 'status' },
  warn: { icon: TriangleAlert, tone: 'border-warn/40 bg-warn-soft text-warn', role: 'status' },
  danger: { icon: CircleAlert, tone: 'border-danger/40 bg-danger-soft text-danger', role: 'alert' },
} as const

type NoticeProps = {
  readonly kind: keyof typeof KINDS
  readonly className?: string
  readonly children: ReactNode
}

/** A message that is read out when it appears. */
export function Notice({ kind, className, children }: NoticeProps) {
  const { icon: Icon, tone, role } = KINDS[kind]
  return (
    <div
      role={role}
      className={cn('flex items-start gap-2 rounded-md border px-3 py-2 text-sm', tone, className)}
    >
      <Icon aria-hidden className="mt-0.5 size-4 shrink-0" />
      <div className="min-w-0 break-words">{children}</div>
    </div>
  )
}
