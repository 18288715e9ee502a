import { randomUUID } from 'node:crypto'
import type { PipelineConfig } from '@cloudact/pipeline/config'
import { createPipelineService } from '@cloudact/pipeline/create-pipeline-service'
import type { Demo } from '../demo/open-demo.ts'
import type { Foundation } from '../embedded/open-foundation.ts'
import { openMailer } from '../embedded/open-mailer.ts'
import { scheduleMaintenance } from '../embedded/schedule-maintenance.ts'
import type { Smtp } from '../env.ts'
import { type Listen, serviceParts } from './service-parts.ts'

export type ServePipeline = {
  readonly foundation: Foundation
  readonly config: PipelineConfig
  readonly rootKey: string
  readonly smtp: Smtp | undefined
  readonly listen: Listen
  readonly demo?: Demo | undefined
}

/** Opens the pipeline service with its worker, scheduler and the lake's maintenance, and listens. */
export async function servePipeline(options: ServePipeline): Promise<{ close(): Promise<void> }> {
  const { foundation, config, rootKey, smtp, listen, demo } = options
  await using opened = new AsyncDisposableStack()
  const mailer = openMailer(smtp)
  if (mailer) opened.defer(() => mailer.close())
  const service = await createPipelineService({
    ...serviceParts(foundation, demo),
    procedures: foundation.procedures,
    config,
    instanceId: randomUUID(),
    rootKey,
    ...(mailer && { mailer }),
  })
  opened.defer(() => service.close())
  await service.app.listen(listen)
  const { lake, database, catalog, clock, log } = foundation
  if (lake) {
    const tables = [...catalog.tables.keys()]
    const maintenance = scheduleMaintenance({ lake, database, tables, clock, log })
    opened.defer(() => maintenance.close())
  }
  const stack = opened.move()
  return { close: () => stack.disposeAsync() }
}
