import type { Database } from '@cloudact/core/ports/sql'
import type { Metrics } from '@cloudact/http/metrics'
import { Counter, Gauge, Histogram } from 'prom-client'

const SECONDS = [0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600]

/** Figures of runs and steps. Labels are pipelines and states, never organizations. */
export type WorkerMetrics = {
  readonly runs: Counter<'pipeline' | 'state'>
  readonly runSeconds: Histogram<'pipeline'>
  readonly waitSeconds: Histogram
  readonly steps: Counter<'type' | 'state'>
  readonly stepSeconds: Histogram<'type'>
  readonly running: Gauge
  readonly notifications: Counter<'outcome'>
}

export function createWorkerMetrics({ registry }: Metrics, database: Database): WorkerMetrics {
  const registers = [registry]
  new Gauge({
    name: 'pipeline_queue_depth',
    help: 'Runs that wait for a worker, in the whole deployment.',
    registers,
    async collect() {
      const [row] = await database.query<{ depth: number }>(
        `SELECT count(*)::int AS depth FROM org_meta_pipeline_runs WHERE status = 'PENDING'`,
      )
      this.set(row?.depth ?? 0)
    },
  })
  return {
    runs: new Counter({
      name: 'pipeline_runs_total',
      help: 'Runs that ended here, by pipeline and state.',
      labelNames: ['pipeline', 'state'],
      registers,
    }),
    runSeconds: new Histogram({
      name: 'pipeline_run_duration_seconds',
      help: 'From accepted to ended.',
      labelNames: ['pipeline'],
      buckets: SECONDS,
      registers,
    }),
    waitSeconds: new Histogram({
      name: 'pipeline_run_wait_seconds',
      help: 'From accepted to claimed.',
      buckets: SECONDS,
      registers,
    }),
    steps: new Counter({
      name: 'pipeline_steps_total',
      help: 'Steps that ended here, by type and state.',
      labelNames: ['type', 'state'],
      registers,
    }),
    stepSeconds: new Histogram({
      name: 'pipeline_step_duration_seconds',
      help: 'Time in a step, retries included.',
      labelNames: ['type'],
      buckets: SECONDS,
      registers,
    }),
    running: new Gauge({
      name: 'pipeline_runs_in_progress',
      help: 'Runs this process works on now.',
      registers,
    }),
    notifications: new Counter({
      name: 'pipeline_notifications_total',
      help: 'Notifications, by outcome.',
      labelNames: ['outcome'],
      registers,
    }),
  }
}
