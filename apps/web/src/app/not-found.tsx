import Link from 'next/link'
import { EmptyState } from '../ui/empty-state.tsx'
import { paths } from '../paths.ts'

export default function NotFound() {
  return (
    <main id="main" className="mx-auto max-w-lg px-4 py-24">
      <EmptyState
        title="There is no page at this address"
        action={
          <Link href={paths.home()} className="text-accent underline underline-offset-2">
            Go to the start page
          </Link>
        }
      />
    </main>
  )
}
