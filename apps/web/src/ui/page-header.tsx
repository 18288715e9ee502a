import type { ReactNode } from 'react'

type PageHeaderProps = { readonly title: string; readonly note?: ReactNode; readonly actions?: ReactNode }

export function PageHeader({ title, note, actions }: PageHeaderProps) {
  return (
    <header className="mb-6 flex flex-wrap items-end justify-between gap-x-6 gap-y-3">
      <div className="min-w-0">
        <h1 className="text-xl font-semibold">{title}</h1>
        {note ? <div className="mt-0.5 text-sm text-muted">{note}</div> : null}
      </div>
      {actions ? <div className="flex flex-wrap items-center gap-x-3 gap-y-2">{actions}</div> : null}
    </header>
  )
}
