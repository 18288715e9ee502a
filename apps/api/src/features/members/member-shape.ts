import { ROLES } from '@cloudact/core/roles'
import type { Member } from '@cloudact/store/members/members'
import { z } from 'zod'
import { iso, Timestamp } from '../shapes.ts'

export const MemberShape = z
  .object({
    user_id: z.string(),
    email: z.string(),
    name: z.string(),
    role: z.enum(ROLES),
    joined_at: Timestamp,
  })
  .meta({ id: 'Member' })

export function toMember(member: Member): z.input<typeof MemberShape> {
  const { user_id, email, name, role } = member
  return { user_id, email, name, role, joined_at: iso(member.created_at) }
}
