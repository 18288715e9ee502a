import path from 'node:path'
import type { Catalog } from '@cloudact/catalog/catalog'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { type Clock, systemClock } from '@cloudact/core/ports/clock'
import type { Kms } from '@cloudact/core/ports/kms'
import type { Logger } from '@cloudact/core/ports/logger'
import type { ProcedureStore } from '@cloudact/core/ports/procedures'
import type { Database } from '@cloudact/core/ports/sql'
import type { Warehouse } from '@cloudact/core/ports/warehouse'
import { ProcessorRegistry } from '@cloudact/engine/processor-registry'
import { loadStepCheck } from '@cloudact/engine/step-check'
import { createLogger } from '@cloudact/http/logger'
import { openKms } from '@cloudact/security/open-kms'
import { SecretRegistry } from '@cloudact/security/secret-registry'
import { type EmbeddedDatabase, openPglite } from '@cloudact/store/database/open-pglite'
import { migrate } from '@cloudact/store/migrate'
import { lockDataFolder } from '@cloudact/store/owner-lock'
import { openBigQuery } from '@cloudact/warehouse/bigquery/open-bigquery'
import { openLakeProcedures } from '@cloudact/warehouse/lake/lake-procedures'
import { type Lake, openLake } from '@cloudact/warehouse/lake/open-lake'
import type { Settings } from '../env.ts'
import { clearStepFolders } from './clear-step-folders.ts'
import { prepareDataFolder } from './prepare-data-folder.ts'
import { PROCESSOR_FOLDERS } from './processor-folders.ts'
import { reachPostgres } from './reach-postgres.ts'

/** What both services stand on, opened once per process. */
export type Foundation = {
  readonly catalog: Catalog
  readonly processors: ProcessorRegistry
  readonly database: Database
  /** The same, where it lives in the data folder. */
  readonly embedded: EmbeddedDatabase | undefined
  readonly warehouse: Warehouse
  /** The same, where it is files of the data folder and so needs looking after. */
  readonly lake: Lake | undefined
  readonly procedures: ProcedureStore
  readonly kms: Kms
  readonly secrets: SecretRegistry
  readonly log: Logger
  readonly clock: Clock
  readonly scratchFolder: string
  close(): Promise<void>
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent'

/** Longer than any step may take. */
const STALE_STEP_MILLISECONDS = 7 * 86_400_000

/**
 * Opens the data folder: configuration, control plane at the newest schema, key ring, warehouse. The embedded database makes
 * this process the folder's only owner; with DATABASE_URL any number may share it. Throws `config_invalid` with every
 * fault of the configuration before anything is touched, and `conflict` when another process owns the folder.
 */
export async function openFoundation(settings: Settings, level: LogLevel): Promise<Foundation> {
  const processors = await ProcessorRegistry.scan(PROCESSOR_FOLDERS)
  const catalog = loadCatalog({ folders: settings.configFolders, checkStep: await loadStepCheck(processors) })
  const secrets = new SecretRegistry()
  for (const secret of settings.secrets) secrets.register(secret)
  const log = createLogger({ service: 'cloudact', level, secrets })
  await using opened = new AsyncDisposableStack()

  await prepareDataFolder(settings.dataFolder)
  const scratchFolder = path.join(settings.dataFolder, 'tmp')
  if (settings.databaseUrl === undefined) {
    const lock = await lockDataFolder(settings.dataFolder)
    opened.defer(() => lock.release())
    await clearStepFolders(scratchFolder)
  } else {
    // The folder is shared: steps of other processes may be at work in it.
    await clearStepFolders(scratchFolder, systemClock.now() - STALE_STEP_MILLISECONDS)
  }

  const { database, embedded } = await openDatabase(settings, log)
  opened.defer(() => database.close())
  await migrate(database)

  const kms = await openKms(path.join(settings.dataFolder, 'keys'), settings.kms)
  const { warehouse, lake, procedures } = await openWarehouse(settings, database, log)
  opened.defer(() => warehouse.close())

  const stack = opened.move()
  return {
    catalog,
    processors,
    database,
    embedded,
    warehouse,
    lake,
    procedures,
    kms,
    secrets,
    log,
    clock: systemClock,
    scratchFolder,
    close: () => stack.disposeAsync(),
  }
}

async function openWarehouse(
  settings: Settings,
  database: Database,
  log: Logger,
): Promise<Pick<Foundation, 'warehouse' | 'lake' | 'procedures'>> {
  const shared = { database, memoryLimitMb: settings.memoryLimitMb, clock: systemClock, log }
  if (settings.warehouse.kind === 'bigquery') {
    const { project, location, apiEndpoint, maximumBytesBilled, datasetSuffix } = settings.warehouse
    const warehouse = await openBigQuery({
      ...shared,
      project,
      location,
      datasetSuffix,
      temporaryFolder: path.join(settings.dataFolder, 'tmp'),
      ...(apiEndpoint !== undefined && { apiEndpoint }),
      ...(maximumBytesBilled !== undefined && { maximumBytesBilled }),
    })
    return { warehouse, lake: undefined, procedures: warehouse.procedures }
  }
  const lake = await openLake({ ...shared, folder: path.join(settings.dataFolder, 'lake') })
  return { warehouse: lake, lake, procedures: openLakeProcedures(shared) }
}

async function openDatabase(
  settings: Settings,
  log: Logger,
): Promise<Pick<Foundation, 'database' | 'embedded'>> {
  const { databaseUrl: url, databasePoolSize: poolSize } = settings
  if (url !== undefined) return { database: await reachPostgres({ url, poolSize, log }), embedded: undefined }
  const embedded = await openPglite({ folder: path.join(settings.dataFolder, 'postgres') })
  return { database: embedded, embedded }
}
