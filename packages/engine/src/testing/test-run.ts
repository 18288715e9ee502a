import { Pipeline } from '@cloudact/catalog/pipeline'
import { AppError } from '@cloudact/core/errors'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { z } from 'zod'
import { executeRun, type RunPlan, type RunPorts } from '../execute-run.ts'
import { defineProcessor, type ProcessorContext, type StepResult } from '../processor.ts'
import type { RunEvent, RunOutcome } from '../run-events.ts'
import type { StepDetails } from '../step-context.ts'
import { FakeTimers } from './fake-timers.ts'
import { TestLogger } from './test-logger.ts'
import { testCatalog } from './test-catalog.ts'

export type Work = (
  context: ProcessorContext,
  config: Readonly<Record<string, unknown>>,
) => Promise<StepResult>

type TestStep = z.input<typeof Pipeline>['steps'][number]

/** Runs pipelines of in-test steps: `ps_type: test.<name>` calls the function of that name. Time is fake. */
export class TestRun {
  readonly timers = new FakeTimers()
  readonly events: RunEvent[] = []
  readonly opened: StepDetails[] = []
  readonly abort = new AbortController()
  random = 1

  /** Starts the run. Await it with `timers.run(…)` when steps wait. */
  start(
    steps: readonly Partial<TestStep>[],
    work: Readonly<Record<string, Work>>,
    plan: Partial<RunPlan> & { timeoutMinutes?: number } = {},
  ): Promise<RunOutcome> {
    const pipeline = Pipeline.parse({
      name: 'Test',
      description: 'Test',
      domain: 'test',
      version: 1,
      timeout_minutes: plan.timeoutMinutes ?? 30,
      steps: steps.map((step) => ({ ps_type: `test.${step.step_id}`, retry: { max_attempts: 1 }, ...step })),
    })
    const org = parseOrgSlug('acme')
    return executeRun(
      {
        identity: {
          org,
          runId: 'run-1',
          pipelineId: 'acme-test-pipeline',
          pipelinePath: 'test/pipeline',
          range: { start: '2026-01-15', end: '2026-01-16' },
          startedAt: '2026-01-15T06:00:00.000Z',
        },
        pipeline,
        ...plan,
      },
      this.#ports(work),
      this.abort.signal,
    )
  }

  /** `step:state` of every settled step, in the order they ended. */
  endings(): string[] {
    return this.events.flatMap((event) =>
      event.kind === 'step_settled' ? [`${event.step.stepId}:${event.step.state}`] : [],
    )
  }

  /** States the run went through. */
  states(): string[] {
    return this.events.flatMap((event) => (event.kind === 'run' ? [event.to] : []))
  }

  #ports(work: Readonly<Record<string, Work>>): RunPorts {
    return {
      catalog: testCatalog(),
      registry: {
        async resolve(psType) {
          const run = work[psType.replace(/^test\./, '')]
          if (!run) throw new AppError('config_invalid', `There is no step type "${psType}".`)
          const processor = defineProcessor({
            summary: 'Test',
            config: z.record(z.string(), z.unknown()),
            run,
          })
          return { type: psType, processor, implied: {} }
        },
      },
      log: { record: (event) => void this.events.push(event) },
      openStep: (details) => {
        this.opened.push(details)
        const context = {
          run: details.run,
          signal: details.signal,
          outputs: details.outputs,
          settled: details.settled,
          log: new TestLogger(),
          finding: details.onFinding,
          progress: details.onProgress,
        }
        // In-test work touches nothing else of the context.
        return {
          context: context as unknown as ProcessorContext,
          scrub: (text) => text.replaceAll('s3cret-value', '[redacted]'),
          close: async () => {},
        }
      },
      timers: this.timers,
      random: () => this.random,
      environment: 'prod',
      projectId: 'local',
    }
  }
}
