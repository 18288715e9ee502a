import { toApiConfig } from '@cloudact/api/config'
import { readApiEnvironment } from '@cloudact/api/env'
import { loadApiSecrets } from '@cloudact/api/secrets'
import { listOrganizations } from '@cloudact/store/organizations/list-organizations'
import { DEMO_EMAIL } from '../demo/demo-state.ts'
import { openDemo } from '../demo/open-demo.ts'
import { REPOSITORY, type Settings } from '../env.ts'
import { serveApi } from '../services/serve-api.ts'
import { servePipeline } from '../services/serve-pipeline.ts'
import { buildWeb } from '../web/build-web.ts'
import { assertPortFree, serveWeb } from '../web/serve-web.ts'
import { openFoundation } from './open-foundation.ts'
import { pipelineConfig } from './pipeline-config.ts'
import { stopSignal } from './stop-signal.ts'
import { welcomeText } from './welcome.ts'

export type StartOptions = { readonly web: boolean }

/** Runs api, pipeline and scheduler in this process and the web application in another, until a signal. */
export async function startAll(settings: Settings, options: StartOptions): Promise<number> {
  const stop = stopSignal()
  const { host, ports } = settings
  // A terminal is for people; LOG_LEVEL=info prints every request.
  const environment = readApiEnvironment({ LOG_LEVEL: 'warn', ...settings.variables })
  const config = toApiConfig(environment)
  await assertPortFree(host, ports.api, 'PORT_API')
  await assertPortFree(host, ports.pipeline, 'PORT_PIPELINE')
  if (options.web) await assertPortFree(host, ports.web, 'PORT_WEB')
  await using running = new AsyncDisposableStack()

  const apiBaseUrl = `http://127.0.0.1:${ports.api}`
  const building = options.web
    ? buildWeb({ repository: REPOSITORY, signal: stop.signal }, settings.variables)
    : undefined
  // A failed build is reported where it is awaited; until then it must not end the process.
  building?.catch(() => {})

  const foundation = await openFoundation(settings, environment.LOG_LEVEL)
  running.defer(() => foundation.close())
  const { catalog, database, log, clock } = foundation

  const demo = settings.demo
    ? await openDemo({
        dataFolder: settings.dataFolder,
        email: DEMO_EMAIL,
        catalog,
        empty: (await listOrganizations(database, { limit: 1, offset: 0 })).total === 0,
        now: clock.now(),
      })
    : undefined
  if (demo) running.defer(() => demo.close())

  const apiConfig = demo ? { ...config, importFolders: [...config.importFolders, demo.billFolder] } : config
  const secrets = await loadApiSecrets(environment, apiConfig, foundation.secrets)
  const { rootKey } = secrets
  // They stop together: one after the other would take longer than an operator is promised.
  const services: { close(): Promise<void> }[] = []
  running.defer(async () => {
    await Promise.all(services.map((service) => service.close()))
  })
  services.push(
    await servePipeline({
      foundation,
      config: pipelineConfig(settings, apiConfig),
      rootKey: rootKey.value,
      smtp: settings.smtp,
      listen: { host, port: ports.pipeline },
      demo,
    }),
  )
  services.push(
    await serveApi({
      foundation,
      config: apiConfig,
      secrets,
      pipelineBaseUrl: `http://127.0.0.1:${ports.pipeline}`,
      dataFolder: settings.dataFolder,
      smtp: settings.smtp,
      listen: { host, port: ports.api },
      demo,
    }),
  )

  const filling = demo?.phase() === 'loading'
  const loading = demo?.load(apiBaseUrl, log, building ?? Promise.resolve()).catch((error: unknown) => {
    if (!stop.signal.aborted)
      log.error({ error }, 'the demo organization could not be loaded; it is tried again at the next start')
  })
  let webUrl: string | undefined
  let webEnded: Promise<unknown> = new Promise(() => {})
  if (building) {
    await building
    const variables = demo
      ? {
          ...settings.variables,
          CLOUDACT_DEMO_EMAIL: demo.sign.email,
          CLOUDACT_DEMO_PASSWORD: demo.sign.password,
        }
      : settings.variables
    const onLine = (line: string): void => log.debug({ line }, 'web')
    const web = await serveWeb(
      { repository: REPOSITORY, host, port: ports.web, apiBaseUrl, onLine },
      variables,
    )
    services.push({ close: () => web.stop() })
    webUrl = web.url
    webEnded = web.exited.then((code) => {
      if (!stop.signal.aborted) log.error({ code }, 'the web process ended; stopping')
    })
  }
  if (stop.signal.aborted) return 0
  console.log(
    welcomeText({
      settings,
      webUrl,
      newRootKey: rootKey.created ? rootKey.value : undefined,
      sign: demo?.sign,
      demoLoads: demo?.phase() === 'loading',
    }),
  )
  if (filling) {
    await Promise.race([loading, stop.asked, webEnded])
    if (demo.phase() === 'ready') console.log('  The demo organization is complete.\n')
  }
  await Promise.race([stop.asked, webEnded])
  console.log('Stopping …')
  return 0
}
