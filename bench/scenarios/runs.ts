import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { atLeast, atMost, type Figure, percentile, plain } from '../figures.ts'
import { type BenchServer, startServer } from '../server.ts'
import { onboard, type RunAnswer } from './organization.ts'

const ORG = 'bench_runs'
const IDLE_RUNS = 40
const BURST = 1_000
const PIPELINE = 'generic/nothing/checkpoint'

/** A pipeline whose only step reads nothing and writes nothing. */
const CHECKPOINT = `name: Checkpoint
description: One step that does nothing, to measure what a run costs.
domain: cost
version: 1
steps:
  - step_id: checkpoint
    ps_type: generic.checkpoint
`

async function start(server: BenchServer, day: number): Promise<RunAnswer> {
  const date = new Date(Date.UTC(2020, 0, 1 + day)).toISOString().slice(0, 10)
  return await server.call<RunAnswer>('POST', `/api/v1/pipelines/run/${ORG}/${PIPELINE}?wait=60`, { date })
}

type Transition = {
  readonly entity_type: string
  readonly to_state: string
  readonly transition_time: string
}

/** Milliseconds from the request to the first step's start. */
async function latency(server: BenchServer, day: number): Promise<number> {
  const asked = Date.now()
  const run = await start(server, day)
  const { transitions } = await server.call<{ transitions: Transition[] }>(
    'GET',
    `/api/v1/pipelines/logs/${ORG}/${run.run_id}/transitions`,
  )
  const running = transitions.find((transition) => transition.to_state === 'RUNNING')
  if (!running) throw new Error('the run never ran')
  return new Date(running.transition_time).getTime() - asked
}

/** What a run costs that does no work. */
export async function runs(): Promise<Figure[]> {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudact-bench-'))
  try {
    const overlay = path.join(folder, 'overlay')
    mkdirSync(path.join(overlay, path.dirname(PIPELINE)), { recursive: true })
    writeFileSync(path.join(overlay, `${PIPELINE}.yml`), CHECKPOINT)
    const server = await startServer(path.join(folder, 'data'), { CLOUDACT_CONFIG_DIR: overlay })
    try {
      await onboard(server, ORG)
      const latencies: number[] = []
      for (let day = 0; day < IDLE_RUNS; day += 1) latencies.push(await latency(server, day))
      await server.eventLoopDelay()
      const before = server.processorSeconds()
      const begun = performance.now()
      for (let done = 0; done < BURST; done += 50) {
        await Promise.all(Array.from({ length: 50 }, (_, index) => start(server, IDLE_RUNS + done + index)))
      }
      const minutes = (performance.now() - begun) / 60_000
      const delay = await server.eventLoopDelay()
      return [
        atMost('request to running at idle, p50', percentile(latencies.slice(5), 0.5), 50, 'ms'),
        atLeast('runs that do nothing', BURST / minutes, 3_000, 'runs/min'),
        atMost('  event-loop delay beside the full queue, p99', delay.p99, 20, 'ms'),
        plain('  event-loop delay beside the full queue, highest', delay.highest, 'ms'),
        plain('  processor time of one', ((server.processorSeconds() - before) / BURST) * 1000, 'ms'),
      ]
    } finally {
      await server.stop()
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
