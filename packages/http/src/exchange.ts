import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Logger } from '@cloudact/core/ports/logger'
import type { Caller } from './caller.ts'

/** What is known about one request while it is answered. */
export type Exchange = {
  readonly log: Logger
  readonly startedAt: number
  readonly abort: AbortController
  caller: Caller
  org: OrgSlug | undefined
  /** Whose audit log the request belongs in when the path names no organization. */
  auditOrg: OrgSlug | undefined
  resourceId: string | undefined
  auditDetails: Readonly<Record<string, unknown>> | undefined
}

declare module 'fastify' {
  interface FastifyRequest {
    exchange: Exchange
  }
}
