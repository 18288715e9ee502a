import { addDays } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import type { ProcessorContext, StepResult } from './processor.ts'
import { requireService } from './require-service.ts'
import type { NotificationRequest } from './services.ts'
import { statusVariables } from './run-variables.ts'

/** What every notification step can be told. Without subject and message it reports the run. */
export const NotificationConfig = {
  subject: z.string().min(1).optional(),
  message: z.string().min(1).optional(),
  priority: z.enum(['low', 'medium', 'high', 'critical']).optional(),
}

type Options = Partial<{
  readonly [Key in keyof typeof NotificationConfig]: z.output<(typeof NotificationConfig)[Key]>
}>

/**
 * Sends one notification about the run so far. Throws `provider_unavailable`, which is retried, only when nothing was
 * delivered: a retry after some went out would send those twice.
 */
export async function sendNotification(
  context: ProcessorContext,
  medium: NotificationRequest['medium'],
  recipients: readonly string[],
  options: Options,
): Promise<StepResult> {
  const notifier = requireService(context.services, 'notifier', `notify_systems.${medium}_notification`)
  const facts = factsOf(context)
  const receipt = await notifier.notify(
    {
      org: context.run.org,
      runId: context.run.runId,
      medium,
      recipients,
      priority: options.priority ?? (facts.status === 'FAILED' ? 'high' : 'low'),
      subject:
        options.subject ??
        `${facts.pipeline_name} ${facts.status === 'FAILED' ? 'failed' : 'completed'} for ${context.run.org}`,
      message: options.message ?? context.run.parameters?.message ?? defaultMessage(facts),
      facts,
    },
    context.signal,
  )
  if (receipt.delivered === 0 && receipt.failed > 0) {
    throw new AppError(
      'provider_unavailable',
      `None of ${receipt.failed} ${medium} channel(s) took the notification.`,
    )
  }
  if (receipt.delivered === 0) {
    context.finding({
      code: 'no_notification_channel',
      severity: 'info',
      message: `The organization has no active ${medium} channel, so nobody was told.`,
    })
  }
  return {
    rows: 0,
    output: {
      notification_sent: receipt.delivered > 0,
      delivered: receipt.delivered,
      failed: receipt.failed,
      channels: receipt.channels,
    },
  }
}

function factsOf(context: ProcessorContext) {
  const { run, settled } = context
  return {
    org_slug: run.org,
    pipeline_id: run.pipelineId,
    pipeline_name: context.catalog.pipelines.get(run.pipelinePath)?.name ?? run.pipelinePath,
    run_id: run.runId,
    start_date: run.range.start,
    end_date: addDays(run.range.end, -1),
    status: statusVariables(settled).pipeline_status ?? 'COMPLETED',
    rows: settled.reduce((sum, step) => sum + step.rows, 0),
    failed_steps: settled.flatMap(({ stepId, error }) =>
      error ? [{ step_id: stepId, message: error.message, action: error.action }] : [],
    ),
  }
}

function defaultMessage(facts: ReturnType<typeof factsOf>): string {
  const days =
    facts.start_date === facts.end_date ? facts.start_date : `${facts.start_date} to ${facts.end_date}`
  const failures = facts.failed_steps.map((step) => `Step ${step.step_id}: ${step.message} ${step.action}`)
  return [`${facts.pipeline_name}, ${days}, ${facts.rows} rows.`, ...failures].join('\n')
}
