import { randomUUID } from 'node:crypto'
import type { Sql } from '@cloudact/core/ports/sql'

/** A row of `org_audit_logs` to be. */
export type NewAuditLog = {
  /** `SYSTEM` for what concerns no organization. */
  readonly orgSlug: string
  readonly userId: string | null
  readonly apiKeyId: string | null
  readonly action: 'CREATE' | 'READ' | 'UPDATE' | 'DELETE' | 'EXECUTE'
  readonly resourceType: string
  readonly resourceId: string | null
  readonly details: Readonly<Record<string, unknown>>
  readonly ipAddress: string | null
  readonly userAgent: string | null
  readonly requestId: string | null
  readonly status: 'SUCCESS' | 'FAILURE' | 'DENIED'
  readonly errorMessage: string | null
}

export async function insertAuditLog(sql: Sql, entry: NewAuditLog): Promise<void> {
  await sql.query(
    `INSERT INTO org_audit_logs (audit_id, org_slug, user_id, api_key_id, action, resource_type, resource_id, details,
       ip_address, user_agent, request_id, status, error_message)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8::jsonb, $9, $10, $11, $12, $13)`,
    [
      randomUUID(),
      entry.orgSlug,
      entry.userId,
      entry.apiKeyId,
      entry.action,
      entry.resourceType,
      entry.resourceId,
      JSON.stringify(entry.details),
      entry.ipAddress,
      entry.userAgent,
      entry.requestId,
      entry.status,
      entry.errorMessage,
    ],
  )
}
