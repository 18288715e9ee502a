'use client'

import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import { useRun } from '../../api/use-run.ts'
import { runIsOpen } from '../../api/run-is-open.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { useDocumentTitle } from '../../components/use-document-title.ts'
import { useNow } from '../../components/use-now.ts'
import { paths } from '../../paths.ts'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Section } from '../../ui/section.tsx'
import { RunActions } from './run-actions.tsx'
import { RunFacts } from './run-facts.tsx'
import { RunProgress } from './run-progress.tsx'
import { StepTimeline } from './step-timeline.tsx'
import { TransitionList } from './transition-list.tsx'

type RunScreenProps = { readonly org: string; readonly runId: string }

export function RunScreen({ org, runId }: RunScreenProps) {
  const run = useRun(org, runId)
  const open = run.data ? runIsOpen(run.data.status) : false
  const now = useNow(open ? 500 : 60_000)
  const data = run.data
  const name = data?.pipeline_id.replace(`${org}-`, '')
  useDocumentTitle(name && data && `${name}, ${data.status.toLowerCase()}`)
  return (
    <>
      <Link
        href={paths.pipelines(org)}
        className="mb-2 inline-flex items-center gap-1 text-sm text-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-3.5" /> Pipelines
      </Link>
      <PageHeader
        title={name ?? 'Pipeline run'}
        note={<span className="font-mono break-all">{runId}</span>}
        actions={data ? <RunActions org={org} run={data} /> : null}
      />
      {run.error ? <ErrorState error={run.error} what="The run" onRetry={() => void run.refetch()} /> : null}
      {run.isPending ? <Loading label="Loading the run" rows={8} /> : null}
      {data ? (
        <div className="space-y-9">
          <RunFacts org={org} run={data} now={now} />
          <RunProgress run={data} />
          {data.error_message ? <Notice kind="danger">{data.error_message}</Notice> : null}
          <Section
            title="Steps"
            note={`${data.steps.filter((step) => step.status === 'COMPLETED').length} of ${data.steps.length} done`}
          >
            <StepTimeline run={data} now={now} />
          </Section>
          <TransitionList org={org} run={data} />
        </div>
      ) : null}
    </>
  )
}
