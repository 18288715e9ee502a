import { AppError } from '@cloudact/core/errors'
import { type OrgSlug, parseOrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'

/** The role that row-level security applies to. `raiseFence` creates it. */
export const TENANT_ROLE = 'cloudact_tenant'

/**
 * Limits the open transaction to one organization. SET LOCAL ends with the transaction, so that the next user of the
 * connection starts without it, also behind a pooler and on PGlite's only connection.
 */
export function tenantScope(org: OrgSlug): string {
  // SET takes no parameters. A slug is letters, digits and underscores, which is checked again here.
  return `SET LOCAL ROLE ${TENANT_ROLE}; SET LOCAL app.org_slug = '${parseOrgSlug(org)}'`
}

/** One organization's view of a database from the two ways to run something in it. */
export function tenantDatabase(
  whole: Database,
  org: OrgSlug,
  within: Pick<Database, 'query' | 'transaction'>,
): Database {
  const own: Database = {
    kind: whole.kind,
    ...within,
    forOrg(other) {
      if (other === org) return own
      throw new AppError('internal', 'One organization’s view of the database was asked for another’s.', {
        detail: { org, other },
      })
    },
    listen: (channel, listener) => whole.listen(channel, listener),
    close: () => whole.close(),
  }
  return own
}
