import path from 'node:path'
import { DEFAULT_HTTP_CONFIG, DEFAULT_RATE_LIMITS, type HttpConfig } from '@cloudact/http/http-config'
import { assertStartUpSafe } from '@cloudact/security/start-up-check'
import type { ApiEnvironment } from './env.ts'

export type ApiConfig = {
  readonly production: boolean
  readonly host: string
  readonly port: number
  /** Where people reach the web application; cookies and links are made for it. */
  readonly publicUrl: string
  readonly http: HttpConfig
  readonly pipelineBaseUrl: string
  readonly keyFolder: string
  /** A bill may be read from a local path only below one of these. */
  readonly importFolders: readonly string[]
  /** Whether a stranger may make an account. */
  readonly signUp: boolean
  /** Whose access tokens are accepted beside our own sessions. */
  readonly supabase: { readonly authUrl: string; readonly anonKey: string | undefined } | undefined
  readonly logLevel: ApiEnvironment['LOG_LEVEL']
  readonly otlpEndpoint: string | undefined
}

/**
 * Step two of three: decides defaults and rejects what contradicts itself or is unsafe in production, all faults at
 * once. Pure.
 */
export function toApiConfig(environment: ApiEnvironment): ApiConfig {
  const production = environment.ENVIRONMENT === 'production'
  const corsOrigins = listOf(environment.CORS_ORIGINS, ',')
  assertStartUpSafe({
    production,
    givenRootKey: environment.CA_ROOT_API_KEY,
    disableAuth: environment.DISABLE_AUTH,
    rateLimitsEnabled: environment.RATE_LIMIT_ENABLED,
    corsOrigins,
    publicUrl: environment.CLOUDACT_PUBLIC_URL,
  })
  const publicUrl = environment.CLOUDACT_PUBLIC_URL ?? `http://localhost:${environment.PORT_WEB}`
  const local = [`http://localhost:${environment.PORT_WEB}`, `http://127.0.0.1:${environment.PORT_WEB}`]
  return {
    production,
    host: environment.HOST,
    port: environment.PORT_API,
    publicUrl,
    http: {
      production,
      bodyLimitBytes: environment.BODY_LIMIT_BYTES ?? DEFAULT_HTTP_CONFIG.bodyLimitBytes,
      corsOrigins,
      trustedOrigins: [...new Set([new URL(publicUrl).origin, ...corsOrigins, ...(production ? [] : local)])],
      trustProxy: environment.TRUST_PROXY,
      rateLimits: rateLimitsOf(environment),
    },
    pipelineBaseUrl: environment.PIPELINE_SERVICE_URL ?? `http://127.0.0.1:${environment.PORT_PIPELINE}`,
    keyFolder: path.resolve(environment.CLOUDACT_DATA_DIR, 'keys'),
    importFolders: listOf(environment.CLOUDACT_IMPORT_DIRS, path.delimiter).map((folder) =>
      path.resolve(folder),
    ),
    signUp: environment.CLOUDACT_SIGN_UP === 'on',
    supabase: environment.SUPABASE_URL
      ? {
          authUrl: `${environment.SUPABASE_URL.replace(/\/+$/, '')}/auth/v1`,
          anonKey: environment.SUPABASE_ANON_KEY,
        }
      : undefined,
    logLevel: environment.LOG_LEVEL,
    otlpEndpoint: environment.OTEL_EXPORTER_OTLP_ENDPOINT,
  }
}

function rateLimitsOf(environment: ApiEnvironment): HttpConfig['rateLimits'] {
  const defaults = DEFAULT_RATE_LIMITS
  return {
    enabled: environment.RATE_LIMIT_ENABLED,
    rootPerMinute: environment.RATE_LIMIT_ROOT_PER_MINUTE ?? defaults.rootPerMinute,
    orgPerMinute: environment.RATE_LIMIT_ORG_PER_MINUTE ?? defaults.orgPerMinute,
    pipelineStartsPerMinute:
      environment.RATE_LIMIT_PIPELINE_STARTS_PER_MINUTE ?? defaults.pipelineStartsPerMinute,
    integrationSetupsPerMinute:
      environment.RATE_LIMIT_INTEGRATION_SETUPS_PER_MINUTE ?? defaults.integrationSetupsPerMinute,
    failedAuthPerMinute: environment.RATE_LIMIT_FAILED_AUTH_PER_MINUTE ?? defaults.failedAuthPerMinute,
    globalPerMinute: environment.RATE_LIMIT_GLOBAL_PER_MINUTE ?? defaults.globalPerMinute,
  }
}

function listOf(text: string, separator: string): string[] {
  return text
    .split(separator)
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
}
