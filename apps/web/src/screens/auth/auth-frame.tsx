import Link from 'next/link'
import type { ReactNode } from 'react'
import { SkipLink } from '../../components/skip-link.tsx'
import { ThemeToggle } from '../../components/theme-toggle.tsx'
import { Wordmark } from '../../components/wordmark.tsx'
import { paths } from '../../paths.ts'

type AuthFrameProps = { readonly title: string; readonly note?: ReactNode; readonly children: ReactNode }

export function AuthFrame({ title, note, children }: AuthFrameProps) {
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <header className="flex h-14 items-center justify-between px-5">
        <Link href={paths.home()} aria-label="CloudAct, home page">
          <Wordmark />
        </Link>
        <ThemeToggle />
      </header>
      <main id="main" className="mx-auto w-full max-w-sm px-5 pt-[9vh] pb-16">
        <h1 className="text-2xl font-semibold">{title}</h1>
        {note ? <p className="mt-1.5 text-muted">{note}</p> : null}
        <div className="mt-6">{children}</div>
      </main>
    </div>
  )
}
