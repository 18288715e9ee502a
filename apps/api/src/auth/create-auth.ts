import type { Database } from '@cloudact/core/ports/sql'
import type { Logger } from '@cloudact/core/ports/logger'
import type { SendLetter } from '@cloudact/core/ports/mail'
import { betterAuth } from 'better-auth'
import { isAPIError } from 'better-auth/api'
import { twoFactor } from 'better-auth/plugins'
import { Kysely } from 'kysely'
import { DatabaseDialect } from './database-dialect.ts'
import { type AccountRules, guardAccounts } from './guard-accounts.ts'
import { RESET_SECONDS } from './reset-url.ts'
import { startResetMail } from './send-reset-mail.ts'

const SECONDS_PER_DAY = 86_400

export type AuthOptions = AccountRules & {
  readonly database: Database
  readonly secret: string
  /** Where people reach the web application. */
  readonly publicUrl: string
  readonly trustedOrigins: readonly string[]
  readonly production: boolean
  readonly rateLimitEnabled: boolean
  readonly log: Logger
  /** Absent: a password is reset by the operator's link only. */
  readonly sendLetter: SendLetter | undefined
}

export type Auth = ReturnType<typeof createAuth>

const dates = { createdAt: 'created_at', updatedAt: 'updated_at' } as const

/** As many tries as a person needs, per address and minute. */
const GUESSES = { window: 60, max: 10 } as const

/** Sign-up, sign-in (with an optional second step) and sessions by e-mail and password, on the control plane's own tables. */
export function createAuth(options: AuthOptions) {
  const { log, sendLetter, publicUrl } = options
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
      minPasswordLength: 10,
      maxPasswordLength: 128,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      ...(sendLetter && {
        sendResetPassword: async ({ user, token }: { user: { email: string }; token: string }) =>
          startResetMail({ sendLetter, publicUrl, log }, user.email, token),
      }),
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
    verification: {
      modelName: 'auth_verifications',
      fields: { expiresAt: 'expires_at', ...dates },
      storeIdentifier: 'hashed',
    },
    hooks: { before: guardAccounts(options) },
    plugins: [
      twoFactor({
        schema: {
          user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
          twoFactor: {
            modelName: 'auth_two_factors',
            fields: {
              userId: 'user_id',
              backupCodes: 'backup_codes',
              failedVerificationCount: 'failed_verification_count',
              lockedUntil: 'locked_until',
            },
          },
        },
      }),
    ],
    rateLimit: {
      enabled: options.rateLimitEnabled,
      storage: 'database',
      modelName: 'auth_rate_limits',
      fields: { lastRequest: 'last_request' },
      window: 60,
      max: 300,
      customRules: {
        '/sign-in/email': GUESSES,
        '/sign-up/email': GUESSES,
        '/request-password-reset': GUESSES,
        '/reset-password': GUESSES,
        '/change-password': GUESSES,
        '/two-factor/*': GUESSES,
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
