import path from 'node:path'
import { readApiEnvironment } from '@cloudact/api/env'
import { AppError, type FieldFault } from '@cloudact/core/errors'
import { isGoogleEndpoint } from '@cloudact/security/google/google-endpoint'
import { isKeyName } from '@cloudact/security/cloud-kms/key-name'
import { secretValues } from '@cloudact/security/secret-variables'
import { z } from 'zod'
import {
  faultsOfWarehouse,
  WarehouseEnvironment,
  warehouseSettings,
  type WarehouseSettings,
} from './warehouse-settings.ts'

const PORT = 'Must be a port: a whole number from 1 to 65535.'
const Port = z.coerce.number(PORT).int(PORT).min(1, PORT).max(65_535, PORT)
const Switch = z.enum(['on', 'off'], 'Must be "on" or "off".')
const KEY = 'Must be projects/P/locations/L/keyRings/R/cryptoKeys/K, without a version.'
const ENDPOINT = 'Must be https://host, or http:// on loopback.'
const POOL = 'Must be a whole number from 2 to 500.'
const MEMORY = 'Must be a whole number of megabytes, 256 or more.'

const Environment = z.object({
  ...WarehouseEnvironment,
  PORT_WEB: Port.default(3000),
  PORT_API: Port.default(8000),
  PORT_PIPELINE: Port.default(8001),
  HOST: z.string().default('127.0.0.1'),
  CLOUDACT_DATA_DIR: z.string().default('data'),
  CLOUDACT_CONFIG_DIR: z.string().default(''),
  CLOUDACT_IMPORT_DIRS: z.string().default(''),
  CLOUDACT_DEMO: Switch.default('on'),
  CLOUDACT_MEMORY_MB: z.coerce.number(MEMORY).int(MEMORY).min(256, MEMORY).default(1024),
  CLOUDACT_SCHEDULER: Switch.default('on'),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: Port.default(587),
  SMTP_SECURE: z.stringbool().default(false),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_FROM: z.string().default('CloudAct <cloudact@localhost>'),
  CLOUDACT_API_URL: z.url().optional(),
  CLOUDACT_KMS_KEY: z.string().refine(isKeyName, KEY).optional(),
  CLOUDACT_KMS_ENDPOINT: z.string().refine(isGoogleEndpoint, ENDPOINT).optional(),
  CA_ROOT_API_KEY: z.string().optional(),
  DATABASE_POOL_SIZE: z.coerce.number(POOL).int(POOL).min(2, POOL).max(500, POOL).default(10),
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: 'Must be postgres://user:password@host:port/database.' })
    .optional(),
})

export type Smtp = {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  readonly user: string | undefined
  readonly password: string | undefined
  readonly from: string
}

/** What the command line and the one-machine server need to know. */
export type Settings = {
  readonly host: string
  readonly ports: { readonly web: number; readonly api: number; readonly pipeline: number }
  readonly dataFolder: string
  /** `configs/` of the repository, then the overlays in order. */
  readonly configFolders: readonly string[]
  readonly importFolders: readonly string[]
  readonly demo: boolean
  /** Whether pipelines start on schedule. */
  readonly scheduler: boolean
  /** Absent: notifications by e-mail are not sent. */
  readonly smtp: Smtp | undefined
  /** Memory cap of the query engine in megabytes. */
  readonly memoryLimitMb: number
  readonly warehouse: WarehouseSettings
  readonly apiUrl: string
  readonly rootKey: string | undefined
  readonly databaseUrl: string | undefined
  /** The key of Cloud KMS that wraps credentials; without one the key ring in the data folder does. */
  readonly kms: { readonly key: string | undefined; readonly endpoint: string | undefined }
  /** Values that must never be printed. */
  readonly secrets: readonly string[]
  /** Connections of this process to it at most. */
  readonly databasePoolSize: number
  /** Everything, for child processes and for the services' own readers. */
  readonly variables: NodeJS.ProcessEnv
}

export const REPOSITORY = path.resolve(import.meta.dirname, '../../..')

const list = (text: string): string[] =>
  text
    .split(':')
    .filter((folder) => folder !== '')
    .map((folder) => path.resolve(folder))

/**
 * Reads every setting at once, those of the services too. Throws `config_invalid` naming each faulty variable, never
 * its value; `known` are faults found before, such as secrets that could not be had.
 */
export function readSettings(variables: NodeJS.ProcessEnv, known: readonly FieldFault[] = []): Settings {
  const given = Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''))
  const parsed = Environment.safeParse(given)
  const faults = new Map(faultsOfServices(given))
  for (const issue of parsed.error?.issues ?? []) faults.set(issue.path.join('.'), issue.message)
  if (parsed.success) {
    for (const [name, message] of [...faultsOfPorts(parsed.data), ...faultsOfWarehouse(parsed.data)])
      faults.set(name, message)
  }
  for (const { path: name, message } of known) faults.set(name, message)
  if (!parsed.success || faults.size > 0) {
    throw new AppError('config_invalid', 'The environment is not valid. Correct these variables:', {
      faults: [...faults].map(([name, message]) => ({ path: name, message })),
    })
  }
  const env = parsed.data
  return {
    host: env.HOST,
    ports: { web: env.PORT_WEB, api: env.PORT_API, pipeline: env.PORT_PIPELINE },
    dataFolder: path.resolve(env.CLOUDACT_DATA_DIR),
    configFolders: [path.join(REPOSITORY, 'configs'), ...list(env.CLOUDACT_CONFIG_DIR)],
    importFolders: list(env.CLOUDACT_IMPORT_DIRS),
    demo: env.CLOUDACT_DEMO === 'on',
    scheduler: env.CLOUDACT_SCHEDULER === 'on',
    smtp:
      env.SMTP_HOST === undefined
        ? undefined
        : {
            host: env.SMTP_HOST,
            port: env.SMTP_PORT,
            secure: env.SMTP_SECURE,
            user: env.SMTP_USER,
            password: env.SMTP_PASSWORD,
            from: env.SMTP_FROM,
          },
    memoryLimitMb: env.CLOUDACT_MEMORY_MB,
    warehouse: warehouseSettings(env),
    apiUrl: env.CLOUDACT_API_URL ?? `http://127.0.0.1:${env.PORT_API}`,
    rootKey: env.CA_ROOT_API_KEY,
    databaseUrl: env.DATABASE_URL,
    kms: { key: env.CLOUDACT_KMS_KEY, endpoint: env.CLOUDACT_KMS_ENDPOINT },
    secrets: secretValues(given),
    databasePoolSize: env.DATABASE_POOL_SIZE,
    variables: given,
  }
}

/** What the services would refuse of the same variables. */
function faultsOfServices(variables: NodeJS.ProcessEnv): [string, string][] {
  try {
    readApiEnvironment(variables)
    return []
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return error.faults.map((fault) => [fault.path, fault.message])
  }
}

function faultsOfPorts(env: z.output<typeof Environment>): [string, string][] {
  const seen = new Map<number, string>()
  const faults: [string, string][] = []
  for (const name of ['PORT_API', 'PORT_PIPELINE', 'PORT_WEB'] as const) {
    const other = seen.get(env[name])
    if (other !== undefined) faults.push([name, `Is the same port as ${other}. Each service needs its own.`])
    seen.set(env[name], name)
  }
  return faults
}

/** The environment of this process. */
export function environment(): NodeJS.ProcessEnv {
  return process.env
}
