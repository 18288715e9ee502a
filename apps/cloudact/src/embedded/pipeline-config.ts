import { availableParallelism } from 'node:os'
import path from 'node:path'
import type { ApiConfig } from '@cloudact/api/config'
import type { PipelineConfig } from '@cloudact/pipeline/config'
import type { Settings } from '../env.ts'
import { PROCESSOR_FOLDERS } from './processor-folders.ts'

/** Ctrl-C must be done within ten seconds; steps that need longer go back to the queue and resume. */
const SHUTDOWN_GRACE_SECONDS = 5

/** The pipeline service of this process. With DATABASE_URL there may be others like it. */
export function pipelineConfig(settings: Settings, api: ApiConfig): PipelineConfig {
  return {
    http: api.http,
    concurrency: availableParallelism(),
    shutdownGraceSeconds: SHUTDOWN_GRACE_SECONDS,
    soleOwner: settings.databaseUrl === undefined,
    scheduler: settings.scheduler,
    processorFolders: PROCESSOR_FOLDERS,
    scratchFolder: path.join(settings.dataFolder, 'tmp'),
    environment: 'prod',
    projectId: 'local',
    publicUrl: api.publicUrl,
    otlpEndpoint: api.otlpEndpoint,
  }
}
