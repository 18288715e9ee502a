import type { ReactNode } from 'react'

type EmptyStateProps = { readonly title: string; readonly children?: ReactNode; readonly action?: ReactNode }

/** Nothing here yet: says why, and offers the next step. */
export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <div className="border-y border-dashed border-rule-strong px-4 py-9 text-center">
      <p className="font-medium">{title}</p>
      {children ? <div className="mx-auto mt-1 max-w-md text-sm text-muted">{children}</div> : null}
      {action ? <div className="mt-4 flex justify-center gap-2">{action}</div> : null}
    </div>
  )
}
