import { toApiConfig } from '@cloudact/api/config'
import { readApiEnvironment } from '@cloudact/api/env'
import { loadApiSecrets } from '@cloudact/api/secrets'
import { AppError } from '@cloudact/core/errors'
import { openFoundation } from '../embedded/open-foundation.ts'
import { pipelineConfig } from '../embedded/pipeline-config.ts'
import { stopSignal } from '../embedded/stop-signal.ts'
import { REPOSITORY, type Settings } from '../env.ts'
import { serveApi } from '../services/serve-api.ts'
import { servePipeline } from '../services/serve-pipeline.ts'
import { buildWeb } from '../web/build-web.ts'
import { assertPortFree, serveWeb } from '../web/serve-web.ts'

export const SERVICES = ['api', 'pipeline', 'web'] as const
export type ServiceName = (typeof SERVICES)[number]

const PORT_VARIABLES = { api: 'PORT_API', pipeline: 'PORT_PIPELINE', web: 'PORT_WEB' } as const

/**
 * Runs one service in this process until a signal: what a container does. Any number of each share one PostgreSQL and
 * one data folder. Throws `config_invalid` for api and pipeline without DATABASE_URL.
 */
export async function startService(settings: Settings, name: ServiceName): Promise<number> {
  const stop = stopSignal()
  const listen = { host: settings.host, port: settings.ports[name] }
  await assertPortFree(listen.host, listen.port, PORT_VARIABLES[name])
  const service = await (name === 'web'
    ? openWeb(settings, listen, stop.signal)
    : openService(settings, name, listen))
  await Promise.race([stop.asked, service.ended])
  await service.close()
  return stop.signal.aborted ? 0 : 1
}

type Running = {
  /** Resolves when the service ends by itself, which it should not. */
  readonly ended: Promise<unknown>
  close(): Promise<void>
}

async function openService(
  settings: Settings,
  name: 'api' | 'pipeline',
  listen: { readonly host: string; readonly port: number },
): Promise<Running> {
  if (settings.databaseUrl === undefined) {
    const message = `"start --only ${name}" needs DATABASE_URL: the embedded database belongs to one process. Set it to a PostgreSQL that every service reaches, or run "start" alone.`
    throw new AppError('config_invalid', message)
  }
  const environment = readApiEnvironment(settings.variables)
  const config = toApiConfig(environment)
  await using opened = new AsyncDisposableStack()
  const foundation = await openFoundation(settings, environment.LOG_LEVEL)
  opened.defer(() => foundation.close())
  const secrets = await loadApiSecrets(environment, config, foundation.secrets)
  const service =
    name === 'api'
      ? await serveApi({
          foundation,
          config,
          secrets,
          pipelineBaseUrl: config.pipelineBaseUrl,
          dataFolder: settings.dataFolder,
          smtp: settings.smtp,
          listen,
        })
      : await servePipeline({
          foundation,
          config: pipelineConfig(settings, config),
          rootKey: secrets.rootKey.value,
          smtp: settings.smtp,
          listen,
        })
  opened.defer(() => service.close())
  foundation.log.info({ service: name, ...listen }, 'serving')
  const stack = opened.move()
  return { ended: new Promise(() => {}), close: () => stack.disposeAsync() }
}

async function openWeb(
  settings: Settings,
  listen: { readonly host: string; readonly port: number },
  signal: AbortSignal,
): Promise<Running> {
  await buildWeb({ repository: REPOSITORY, signal }, settings.variables)
  const web = await serveWeb(
    { repository: REPOSITORY, ...listen, apiBaseUrl: settings.apiUrl, onLine: (line) => console.log(line) },
    settings.variables,
  )
  return { ended: web.exited, close: () => web.stop() }
}
