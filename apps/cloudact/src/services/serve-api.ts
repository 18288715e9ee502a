import type { ApiConfig } from '@cloudact/api/config'
import { createApiService } from '@cloudact/api/create-api-service'
import type { ApiSecrets } from '@cloudact/api/secrets'
import { letterSender } from '@cloudact/notify/letter-sender'
import { takeSnapshot } from '../backup/take-snapshot.ts'
import { DEMO_ORG } from '../demo/demo-state.ts'
import type { Demo } from '../demo/open-demo.ts'
import type { Foundation } from '../embedded/open-foundation.ts'
import { openMailer } from '../embedded/open-mailer.ts'
import type { Smtp } from '../env.ts'
import { type Listen, serviceParts } from './service-parts.ts'

export type ServeApi = {
  readonly foundation: Foundation
  readonly config: ApiConfig
  readonly secrets: ApiSecrets
  /** Where the pipeline service is reached. */
  readonly pipelineBaseUrl: string
  readonly dataFolder: string
  /** Absent: invitations and password resets are links to hand over. */
  readonly smtp: Smtp | undefined
  readonly listen: Listen
  readonly demo?: Demo | undefined
}

/** Opens the api service and listens. */
export async function serveApi(options: ServeApi): Promise<{ close(): Promise<void> }> {
  const { foundation, config, secrets, pipelineBaseUrl, dataFolder, smtp, listen, demo } = options
  const { embedded, lake } = foundation
  await using opened = new AsyncDisposableStack()
  const mailer = openMailer(smtp)
  if (mailer) opened.defer(() => mailer.close())
  const service = await createApiService({
    ...serviceParts(foundation, demo),
    config,
    pipelineBaseUrl,
    rootKey: secrets.rootKey.value,
    sessionSecret: secrets.sessionSecret,
    ...(embedded &&
      lake && {
        takeSnapshot: (now: number) => takeSnapshot({ dataFolder, database: embedded, lake }, now),
      }),
    ...(demo && { demo: { org: DEMO_ORG, state: demo.phase, email: demo.sign.email } }),
    ...(mailer && { sendLetter: letterSender(mailer) }),
  })
  opened.defer(() => service.close())
  await service.app.listen(listen)
  const stack = opened.move()
  return { close: () => stack.disposeAsync() }
}
