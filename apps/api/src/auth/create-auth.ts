import type { Database } from '@cloudact/core/ports/sql'
import type { Logger } from '@cloudact/core/ports/logger'
import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { Kysely } from 'kysely'
import { DatabaseDialect } from './database-dialect.ts'

const SECONDS_PER_DAY = 86_400

export type AuthOptions = {
  readonly database: Database
  readonly secret: string
  /** Where people reach the web application. */
  readonly publicUrl: string
  readonly trustedOrigins: readonly string[]
  readonly production: boolean
  readonly signUp: boolean
  readonly rateLimitEnabled: boolean
  readonly log: Logger
}

export type Auth = ReturnType<typeof createAuth>

const dates = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/** Sign-up, sign-in and sessions by e-mail and password, on the control plane's own tables. */
export function createAuth(options: AuthOptions) {
  const { log } = options
  return betterAuth({
    appName: 'CloudAct',
    baseURL: options.publicUrl,
    basePath: '/api/auth',
    secret: options.secret,
    database: {
      db: new Kysely({ dialect: new DatabaseDialect(options.database) }),
      type: 'postgres',
      transaction: true,
    },
    trustedOrigins: (request) => [...options.trustedOrigins, ...ownOrigin(request)],
    emailAndPassword: {
      enabled: true,
      disableSignUp: !options.signUp,
      minPasswordLength: 10,
      maxPasswordLength: 128,
    },
    user: { modelName: 'auth_users', fields: { emailVerified: 'email_verified', ...dates } },
    session: {
      modelName: 'auth_sessions',
      fields: {
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
        ...dates,
      },
      expiresIn: 7 * SECONDS_PER_DAY,
      updateAge: SECONDS_PER_DAY,
    },
    account: {
      modelName: 'auth_accounts',
      fields: {
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
        ...dates,
      },
    },
    verification: { modelName: 'auth_verifications', fields: { expiresAt: 'expires_at', ...dates } },
    rateLimit: {
      enabled: options.rateLimitEnabled,
      storage: 'database',
      modelName: 'auth_rate_limits',
      fields: { lastRequest: 'last_request' },
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/email': { window: 60, max: 10 },
        '/sign-up/email': { window: 60, max: 10 },
        '/get-session': false,
      },
    },
    // Its own printing of a failure holds tokens. Ours goes through the redacting log.
    onAPIError: {
      onError: (error) => {
        if (!isAPIError(error)) throw error
      },
    },
    advanced: {
      disableOriginCheck: false,
      disableCSRFCheck: false,
      cookiePrefix: 'cloudact',
      useSecureCookies: options.production,
      defaultCookieAttributes: { sameSite: 'lax', httpOnly: true },
      ipAddress: { ipAddressHeaders: ['x-cloudact-client-ip'] },
    },
    telemetry: { enabled: false },
    logger: {
      level: 'warn',
      log: (level, message, ...details) => {
        if (level === 'error') log.error({ details }, message)
        else log.warn({ details }, message)
      },
    },
  })
}

/** A page of the address the request itself was sent to is our own. */
function ownOrigin(request: Request | undefined): string[] {
  const host = request?.headers.get('host')
  return host ? [`http://${host}`, `https://${host}`] : []
}
