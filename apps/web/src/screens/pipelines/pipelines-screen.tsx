'use client'

import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs'
import { useIntegrations } from '../../api/use-integrations.ts'
import { usePipelines } from '../../api/use-pipelines.ts'
import { useRuns } from '../../api/use-runs.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Section } from '../../ui/section.tsx'
import { PipelineRow } from './pipeline-row.tsx'
import { RunsPager } from './runs-pager.tsx'
import { RunsTable } from './runs-table.tsx'
import { StatusFilter } from './status-filter.tsx'

const PAGE = 20

const pipelinesState = { status: parseAsString, page: parseAsInteger.withDefault(1) }

type PipelinesScreenProps = { readonly org: string }

export function PipelinesScreen({ org }: PipelinesScreenProps) {
  const [state, setState] = useQueryStates(pipelinesState, { history: 'push' })
  const pipelines = usePipelines()
  const integrations = useIntegrations(org).data?.integrations
  const runs = useRuns(org, {
    status: state.status,
    limit: PAGE,
    offset: (Math.max(1, state.page) - 1) * PAGE,
  })
  return (
    <>
      <PageHeader
        title="Pipelines"
        note="Each one pulls a source, prices it and writes FOCUS rows. Times are UTC."
      />
      <div className="space-y-9">
        <Section title="Available">
          {pipelines.error ? (
            <ErrorState
              error={pipelines.error}
              what="The pipelines"
              onRetry={() => void pipelines.refetch()}
            />
          ) : null}
          {pipelines.isPending ? <Loading label="Loading pipelines" rows={4} /> : null}
          <ul>
            {pipelines.data?.pipelines.map((pipeline) => (
              <PipelineRow
                key={pipeline.id}
                org={org}
                pipeline={pipeline}
                integration={integrations?.[pipeline.required_integration]}
              />
            ))}
          </ul>
        </Section>
        <Section
          title="History"
          actions={
            <StatusFilter value={state.status} onChange={(status) => void setState({ status, page: null })} />
          }
        >
          {runs.error ? (
            <ErrorState error={runs.error} what="The runs" onRetry={() => void runs.refetch()} />
          ) : null}
          {runs.isPending ? <Loading label="Loading runs" rows={6} /> : null}
          {runs.data?.runs.length === 0 ? (
            <EmptyState
              title={state.status ? `No ${state.status.toLowerCase()} runs` : 'Nothing has run yet'}
            >
              {state.status ? 'Choose another state above.' : 'Start one above; it appears here at once.'}
            </EmptyState>
          ) : null}
          {runs.data && runs.data.runs.length > 0 ? <RunsTable org={org} runs={runs.data.runs} /> : null}
          {runs.data && runs.data.total > PAGE ? (
            <RunsPager
              page={state.page}
              pages={Math.ceil(runs.data.total / PAGE)}
              onChange={(page) => void setState({ page })}
            />
          ) : null}
        </Section>
      </div>
    </>
  )
}
