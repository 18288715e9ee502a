import type { ApiConfig } from '@cloudact/api/config'
import { createApiService } from '@cloudact/api/create-api-service'
import type { ApiSecrets } from '@cloudact/api/secrets'
import { takeSnapshot } from '../backup/take-snapshot.ts'
import { DEMO_ORG } from '../demo/demo-state.ts'
import type { Demo } from '../demo/open-demo.ts'
import type { Foundation } from '../embedded/open-foundation.ts'
import { type Listen, serviceParts } from './service-parts.ts'

export type ServeApi = {
  readonly foundation: Foundation
  readonly config: ApiConfig
  readonly secrets: ApiSecrets
  /** Where the pipeline service is reached. */
  readonly pipelineBaseUrl: string
  readonly dataFolder: string
  readonly listen: Listen
  readonly demo?: Demo | undefined
}

/** Opens the api service and listens. */
export async function serveApi(options: ServeApi): Promise<{ close(): Promise<void> }> {
  const { foundation, config, secrets, pipelineBaseUrl, dataFolder, listen, demo } = options
  const { embedded, lake } = foundation
  const service = await createApiService({
    ...serviceParts(foundation, demo),
    config,
    pipelineBaseUrl,
    rootKey: secrets.rootKey.value,
    sessionSecret: secrets.sessionSecret,
    ...(embedded && {
      takeSnapshot: (now: number) => takeSnapshot({ dataFolder, database: embedded, lake }, now),
    }),
    ...(demo && { demo: { org: DEMO_ORG, state: demo.phase } }),
  })
  try {
    await service.app.listen(listen)
  } catch (error) {
    await service.close()
    throw error
  }
  return service
}
