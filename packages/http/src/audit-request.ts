import { AppError } from '@cloudact/core/errors'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { FastifyRequest } from 'fastify'
import { SYSTEM_ORG, type AuditEntry } from './audit.ts'
import type { AnyRoute } from './route.ts'
import type { RouteServices } from './route-services.ts'

const LONGEST_MESSAGE = 2_000
const LONGEST_USER_AGENT = 400

/**
 * Writes the audit row of a request before it is answered. A row that cannot be written does not undo what was done;
 * it is counted and logged as an error.
 */
export async function auditRequest<Context>(
  route: AnyRoute<Context>,
  request: FastifyRequest,
  services: RouteServices,
  error?: unknown,
): Promise<void> {
  if (!route.audit) return
  try {
    await services.audit(entryOf(route, request, services, error))
  } catch (cause) {
    services.metrics.auditFailures.inc()
    request.exchange.log.error(
      { err: cause, action: route.audit.action, resource: route.audit.resource },
      'audit row not written',
    )
  }
}

function entryOf<Context>(
  route: AnyRoute<Context>,
  request: FastifyRequest,
  services: RouteServices,
  error: unknown,
): AuditEntry {
  const { caller, org, auditOrg, resourceId, auditDetails } = request.exchange
  const named = nameOfPath(request)
  return {
    // A stranger's attempt is not written into the log of the organization they aimed at.
    orgSlug: org ?? auditOrg ?? (caller.kind === 'key' ? caller.org : SYSTEM_ORG),
    userId:
      caller.kind === 'person'
        ? caller.userId
        : caller.kind === 'root'
          ? (caller.onBehalfOf ?? 'root')
          : null,
    apiKeyId: caller.kind === 'key' ? caller.keyId : null,
    action: route.audit?.action ?? 'EXECUTE',
    resourceType: route.audit?.resource ?? route.operationId,
    resourceId: resourceId ?? named.resourceId,
    details: {
      ...auditDetails,
      operation: route.operationId,
      ...(org === undefined && named.orgSlug !== undefined ? { attempted_org: named.orgSlug } : {}),
    },
    ipAddress: request.ip,
    userAgent: request.headers['user-agent']?.slice(0, LONGEST_USER_AGENT) ?? null,
    requestId: request.id,
    status: error === undefined ? 'SUCCESS' : isDenial(error) ? 'DENIED' : 'FAILURE',
    errorMessage: error === undefined ? null : messageOf(error, services),
  }
}

function nameOfPath(request: FastifyRequest): { orgSlug: string | undefined; resourceId: string | null } {
  if (typeof request.params !== 'object' || request.params === null)
    return { orgSlug: undefined, resourceId: null }
  const { org_slug: slug, ...rest } = Object.fromEntries(Object.entries(request.params))
  const parts = Object.values(rest).map(String)
  return { orgSlug: validSlug(slug), resourceId: parts.length > 0 ? printable(parts.join('/')) : null }
}

function validSlug(slug: unknown): string | undefined {
  try {
    return typeof slug === 'string' ? parseOrgSlug(slug) : undefined
  } catch (error) {
    if (error instanceof AppError) return undefined
    throw error
  }
}

function printable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '').slice(0, 200)
}

function isDenial(error: unknown): boolean {
  if (!(error instanceof AppError)) return false
  return error.code === 'unauthenticated' || error.code === 'forbidden' || error.code === 'rate_limited'
}

function messageOf(error: unknown, services: RouteServices): string {
  const text =
    error instanceof AppError ? error.message : 'Internal error; see the service log for this request id.'
  return printable(services.secrets.redact(text)).slice(0, LONGEST_MESSAGE)
}
