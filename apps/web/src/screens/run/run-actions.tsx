'use client'

import { RotateCw, Square } from 'lucide-react'
import { useRouter } from 'next/navigation'
import type { RunDetail } from '../../api/run-shapes.ts'
import { runIsOpen } from '../../api/run-is-open.ts'
import { useCancelRun } from '../../api/use-cancel-run.ts'
import { useMembership } from '../../api/use-membership.ts'
import { useRetryRun } from '../../api/use-retry-run.ts'
import { FormError } from '../../components/form-error.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { LogMenu } from './log-menu.tsx'

const RETRYABLE = new Set(['FAILED', 'TIMEOUT', 'CANCELLED'])

type RunActionsProps = { readonly org: string; readonly run: RunDetail }

export function RunActions({ org, run }: RunActionsProps) {
  const router = useRouter()
  const retry = useRetryRun(org, run.pipeline_logging_id)
  const cancel = useCancelRun(org, run.pipeline_logging_id)
  const viewer = useMembership(org)?.role === 'viewer'
  return (
    <>
      <FormError error={retry.error ?? cancel.error} />
      {runIsOpen(run.status) && !viewer ? (
        <Button
          kind="danger"
          disabled={cancel.isPending || run.status === 'CANCELLING'}
          onClick={() => cancel.mutate()}
        >
          <Square aria-hidden /> Cancel
        </Button>
      ) : null}
      {RETRYABLE.has(run.status) && !viewer ? (
        <Button
          kind="primary"
          disabled={retry.isPending}
          onClick={() =>
            retry.mutate(undefined, {
              onSuccess: (result) => {
                if (result.new_pipeline_logging_id)
                  router.push(paths.run(org, result.new_pipeline_logging_id))
              },
            })
          }
        >
          <RotateCw aria-hidden /> Retry from the last good step
        </Button>
      ) : null}
      <LogMenu org={org} runId={run.pipeline_logging_id} />
    </>
  )
}
