import type { Sql, SqlRow } from '@cloudact/core/ports/sql'

export type AuditLogRow = {
  readonly audit_id: string
  readonly org_slug: string
  readonly user_id: string | null
  readonly api_key_id: string | null
  readonly action: string
  readonly resource_type: string
  readonly resource_id: string | null
  readonly details: Readonly<Record<string, unknown>> | null
  readonly ip_address: string | null
  readonly user_agent: string | null
  readonly request_id: string | null
  readonly status: string
  readonly error_message: string | null
  readonly created_at: Date
}

export type AuditLogFilter = {
  readonly action?: string | undefined
  readonly resourceType?: string | undefined
  readonly status?: string | undefined
  /** Half-open range of UTC days. */
  readonly start?: string | undefined
  readonly end?: string | undefined
  readonly limit: number
  readonly offset: number
}

const CONDITIONS = `org_slug = $1
  AND ($2::text IS NULL OR action = $2)
  AND ($3::text IS NULL OR resource_type = $3)
  AND ($4::text IS NULL OR status = $4)
  AND ($5::date IS NULL OR created_at >= $5::date)
  AND ($6::date IS NULL OR created_at < $6::date)`

/** Newest first. `orgSlug` is an organization or `SYSTEM`. */
export async function listAuditLogs(
  sql: Sql,
  orgSlug: string,
  filter: AuditLogFilter,
): Promise<{ readonly logs: readonly AuditLogRow[]; readonly total: number }> {
  const values = [
    orgSlug,
    filter.action ?? null,
    filter.resourceType ?? null,
    filter.status ?? null,
    filter.start ?? null,
    filter.end ?? null,
  ]
  const logs = await sql.query<AuditLogRow & SqlRow>(
    `SELECT audit_id, org_slug, user_id, api_key_id, action, resource_type, resource_id, details, ip_address, user_agent,
       request_id, status, error_message, created_at
     FROM org_audit_logs WHERE ${CONDITIONS} ORDER BY created_at DESC, audit_id LIMIT $7 OFFSET $8`,
    [...values, filter.limit, filter.offset],
  )
  const [count] = await sql.query<{ total: number }>(
    `SELECT count(*)::int AS total FROM org_audit_logs WHERE ${CONDITIONS}`,
    values,
  )
  return { logs, total: count?.total ?? 0 }
}
