import path from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

const Port = z.coerce.number().int().min(1).max(65_535)

const Environment = z.object({
  PORT_WEB: Port.default(3000),
  PORT_API: Port.default(8000),
  PORT_PIPELINE: Port.default(8001),
  HOST: z.string().default('127.0.0.1'),
  CLOUDACT_DATA_DIR: z.string().default('data'),
  CLOUDACT_CONFIG_DIR: z.string().default(''),
  CLOUDACT_IMPORT_DIRS: z.string().default(''),
  CLOUDACT_DEMO: z.enum(['on', 'off']).default('on'),
  CLOUDACT_MEMORY_MB: z.coerce.number().int().min(256).default(1024),
  CLOUDACT_SCHEDULER: z.enum(['on', 'off']).default('on'),
  SMTP_HOST: z.string().optional(),
  SMTP_PORT: Port.default(587),
  SMTP_SECURE: z.stringbool().default(false),
  SMTP_USER: z.string().optional(),
  SMTP_PASSWORD: z.string().optional(),
  SMTP_FROM: z.string().default('CloudAct <cloudact@localhost>'),
  CLOUDACT_API_URL: z.url().optional(),
  CA_ROOT_API_KEY: z.string().optional(),
  DATABASE_URL: z.string().optional(),
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
  readonly apiUrl: string
  readonly rootKey: string | undefined
  readonly databaseUrl: string | undefined
  /** Everything, for child processes and for the services' own readers. */
  readonly variables: NodeJS.ProcessEnv
}

export const REPOSITORY = path.resolve(import.meta.dirname, '../../..')

const list = (text: string): string[] =>
  text
    .split(':')
    .filter((folder) => folder !== '')
    .map((folder) => path.resolve(folder))

/** Reads every setting at once. Throws `config_invalid` naming each faulty variable, never its value. */
export function readSettings(variables: NodeJS.ProcessEnv): Settings {
  const parsed = Environment.safeParse(variables)
  if (!parsed.success) {
    const faults = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
    throw new AppError(
      'config_invalid',
      `The environment is not valid: ${faults.map((fault) => `${fault.path}: ${fault.message}`).join('; ')}`,
      { faults },
    )
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
    apiUrl: env.CLOUDACT_API_URL ?? `http://127.0.0.1:${env.PORT_API}`,
    rootKey: env.CA_ROOT_API_KEY,
    databaseUrl: env.DATABASE_URL,
    variables,
  }
}

/** The environment of this process. */
export function environment(): NodeJS.ProcessEnv {
  return process.env
}
