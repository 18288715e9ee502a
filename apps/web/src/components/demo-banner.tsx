import { FlaskConical } from 'lucide-react'
import Link from 'next/link'
import { paths } from '../paths.ts'

/** Above every page of the demo organization, so that nobody takes its figures for a real bill. */
export function DemoBanner() {
  return (
    <p
      role="note"
      className="flex flex-wrap items-center gap-x-2 gap-y-1 border-b border-warn/35 bg-warn-soft px-4 py-2 text-sm text-warn sm:px-6 lg:px-8"
    >
      <FlaskConical aria-hidden className="size-4 shrink-0" />
      <strong className="font-semibold">Demo: simulated data.</strong>
      <span>Every figure came through the real pipelines, from simulated providers.</span>
      <Link href={paths.newOrganization()} className="font-medium underline underline-offset-2">
        Create your organization
      </Link>
    </p>
  )
}
