import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

const Port = z.coerce.number().int().min(0).max(65_535)
/** Tokens are believed because of the keys read there, so the way there must be safe. */
function isSupabaseUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, search, hash, username } = new URL(text)
  if (search !== '' || hash !== '' || username !== '') return false
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK.has(hostname))
}

const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])
const PerMinute = z.coerce.number().int().min(1).optional()

const Environment = z.object({
  ENVIRONMENT: z.enum(['development', 'staging', 'production']).default('development'),
  HOST: z.string().default('127.0.0.1'),
  PORT_API: Port.default(8000),
  PORT_WEB: Port.default(3000),
  PORT_PIPELINE: Port.default(8001),
  PIPELINE_SERVICE_URL: z.url().optional(),
  CLOUDACT_PUBLIC_URL: z.url().optional(),
  CLOUDACT_DATA_DIR: z.string().default('data'),
  CLOUDACT_IMPORT_DIRS: z.string().default(''),
  CLOUDACT_SIGN_UP: z.enum(['on', 'off']).default('on'),
  CA_ROOT_API_KEY: z.string().optional(),
  CLOUDACT_SESSION_SECRET: z.string().optional(),
  SUPABASE_URL: z.string().refine(isSupabaseUrl, 'Must be https://host, or http:// on loopback.').optional(),
  SUPABASE_ANON_KEY: z.string().optional(),
  CORS_ORIGINS: z.string().default(''),
  DISABLE_AUTH: z.stringbool().default(false),
  TRUST_PROXY: z.stringbool().default(false),
  BODY_LIMIT_BYTES: z.coerce.number().int().min(1024).optional(),
  RATE_LIMIT_ENABLED: z.stringbool().default(true),
  RATE_LIMIT_ROOT_PER_MINUTE: PerMinute,
  RATE_LIMIT_ORG_PER_MINUTE: PerMinute,
  RATE_LIMIT_PIPELINE_STARTS_PER_MINUTE: PerMinute,
  RATE_LIMIT_INTEGRATION_SETUPS_PER_MINUTE: PerMinute,
  RATE_LIMIT_FAILED_AUTH_PER_MINUTE: PerMinute,
  RATE_LIMIT_GLOBAL_PER_MINUTE: PerMinute,
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional(),
})
export type ApiEnvironment = z.output<typeof Environment>

/** Step one of three: what the variables say. Throws `config_invalid` naming each faulty variable, never its value. */
export function readApiEnvironment(variables: Readonly<Record<string, string | undefined>>): ApiEnvironment {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  )
  const parsed = Environment.safeParse(given)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  throw new AppError(
    'config_invalid',
    `The environment is not valid:\n${faults.map((fault) => `- ${fault.path}: ${fault.message}`).join('\n')}`,
    { faults },
  )
}
