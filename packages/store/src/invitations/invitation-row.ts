import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Role } from '@cloudact/core/roles'

export type InvitationRow = {
  readonly invitation_id: string
  readonly org_slug: OrgSlug
  readonly email: string
  readonly role: Role
  readonly invited_by: string | null
  readonly created_at: Date
  readonly expires_at: Date
}

export const INVITATION_COLUMNS = 'invitation_id, org_slug, email, role, invited_by, created_at, expires_at'
