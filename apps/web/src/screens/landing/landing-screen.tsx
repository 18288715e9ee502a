import Link from 'next/link'
import { SkipLink } from '../../components/skip-link.tsx'
import { ThemeToggle } from '../../components/theme-toggle.tsx'
import { Wordmark } from '../../components/wordmark.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { CostProof } from './cost-proof.tsx'
import { Principles } from './principles.tsx'

export function LandingScreen() {
  return (
    <div className="min-h-dvh">
      <SkipLink />
      <header className="mx-auto flex h-16 max-w-6xl items-center justify-between px-5">
        <Wordmark />
        <nav aria-label="Account" className="flex items-center gap-1.5">
          <ThemeToggle />
          <Button asChild kind="ghost" size="md">
            <Link href={paths.login()}>Sign in</Link>
          </Button>
        </nav>
      </header>
      <main id="main" className="mx-auto max-w-6xl px-5 pt-[7vh] pb-20">
        <div className="grid items-start gap-x-14 gap-y-12 lg:grid-cols-[minmax(0,11fr)_minmax(0,10fr)]">
          <div>
            <h1 className="text-4xl leading-[1.08] font-semibold tracking-[-0.03em] sm:text-5xl">
              What you spend on GenAI, cloud and SaaS. To the last decimal, with the proof.
            </h1>
            <p className="mt-6 max-w-xl text-lg leading-relaxed text-muted">
              CloudAct reads usage and bills from each provider every day and converges them into one FOCUS
              1.3 table on your own machine. Every figure walks back to the run, the raw record and the price
              that made it.
            </p>
            <div className="mt-8 flex flex-wrap gap-2.5">
              <Button asChild kind="primary" size="md">
                <Link href={paths.signup()}>Create an account</Link>
              </Button>
              <Button asChild size="md">
                <Link href={paths.login()}>Sign in or open the demo</Link>
              </Button>
            </div>
          </div>
          <CostProof />
        </div>
        <Principles />
      </main>
      <footer className="border-t">
        <p className="mx-auto max-w-6xl px-5 py-6 text-sm text-faint">
          Self-hosted: nothing leaves this deployment except calls to the providers you connect.
        </p>
      </footer>
    </div>
  )
}
