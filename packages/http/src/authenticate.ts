import { AppError } from '@cloudact/core/errors'
import { equalApiKeyHashes, hashApiKey, isApiKeyShaped } from '@cloudact/security/api-key'
import { equalSecrets } from '@cloudact/security/constant-time'
import type { FastifyRequest } from 'fastify'
import type { ApiKeyLookup } from './api-key-cache.ts'
import type { Caller } from './caller.ts'
import type { RouteAuth } from './route.ts'
import type { RouteServices } from './route-services.ts'

/** What a route asks a stranger for. */
const NEEDED: Readonly<Record<RouteAuth['kind'], string>> = {
  public: 'Nothing is needed here.',
  root: "This is for the operator of the deployment: send the deployment's root key in X-CA-Root-Key.",
  person: 'Sign in. The operator of the deployment sends the root key in X-CA-Root-Key.',
  scope: 'Send an organization key in X-API-Key, or sign in.',
}

const BEARER = /^bearer +([\w.~+/-]+=*) *$/i
const USER_ID = /^[\w.:@+-]{1,200}$/

/**
 * Who sent a request: root key, then organization key, then access token, then session cookie. A wrong key is refused even when another
 * credential beside it would do. Throws `unauthenticated`.
 */
export async function authenticate(
  request: FastifyRequest,
  auth: RouteAuth,
  services: RouteServices,
  findKey: ApiKeyLookup,
): Promise<Caller> {
  const rootKey = headerOf(request, 'x-ca-root-key')
  if (rootKey !== undefined) {
    if (!equalSecrets(rootKey, services.rootKey)) throw unauthenticated('The root key is not valid.')
    const onBehalfOf = headerOf(request, 'x-user-id')
    return onBehalfOf !== undefined && USER_ID.test(onBehalfOf)
      ? { kind: 'root', onBehalfOf }
      : { kind: 'root' }
  }
  const apiKey = headerOf(request, 'x-api-key')
  if (apiKey !== undefined) {
    const hash = isApiKeyShaped(apiKey) ? hashApiKey(apiKey) : undefined
    const record = hash === undefined ? undefined : await findKey(hash)
    if (!record || hash === undefined || !equalApiKeyHashes(hash, record.hash)) {
      throw unauthenticated('The API key is not valid: it is unknown, expired or revoked.')
    }
    const { org, keyId, scopes, expiresAt } = record
    return { kind: 'key', org, keyId, scopes, expiresAt }
  }
  const token = BEARER.exec(headerOf(request, 'authorization') ?? '')?.[1]
  if (services.resolveToken && token !== undefined) return services.resolveToken(token)
  if (services.resolveSession && request.headers.cookie !== undefined) {
    const person = await services.resolveSession(new Headers({ cookie: request.headers.cookie }))
    if (person) return person
    throw unauthenticated('The session has ended. Sign in again.')
  }
  throw unauthenticated(NEEDED[auth.kind])
}

function headerOf(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name]
  return Array.isArray(value) ? value[0] : value
}

function unauthenticated(message: string): AppError {
  return new AppError('unauthenticated', message)
}
