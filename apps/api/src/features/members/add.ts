import { AppError } from '@cloudact/core/errors'
import { ROLES } from '@cloudact/core/roles'
import { findPersonByEmail, insertMember, listMembers } from '@cloudact/store/members/members'
import { lockSubscription } from '@cloudact/store/quota/subscription'
import { z } from 'zod'
import { route } from '../../context.ts'
import { EmailAddress, OrgParams } from '../shapes.ts'
import { requireRoleGrant } from './require-role-grant.ts'
import { MemberShape, toMember } from './member-shape.ts'
import { refuseBeyondSeats } from './refuse-beyond-seats.ts'

export const addMember = route({
  method: 'POST',
  path: '/api/v1/organizations/{org_slug}/members',
  operationId: 'addMember',
  tag: 'Members',
  summary: 'Give a person with an account a role',
  auth: { kind: 'scope', scope: 'members:write' },
  params: OrgParams,
  body: z.strictObject({ email: EmailAddress, role: z.enum(ROLES) }),
  statuses: [201],
  output: MemberShape,
  audit: { action: 'CREATE', resource: 'member' },
  handler: async ({ org, body, caller, auditDetail }, context) => {
    requireRoleGrant(caller, org, body.role)
    const person = await findPersonByEmail(context.database, body.email)
    if (!person) {
      throw new AppError(
        'not_found',
        'Nobody has an account with this address. Ask them to sign up first, then add them.',
      )
    }
    auditDetail(person.id, { role: body.role })
    const members = await context.database.transaction(async (tx) => {
      const { seat_limit: seats } = await lockSubscription(tx, org)
      const present = await listMembers(tx, org)
      if (present.some((member) => member.user_id === person.id)) {
        throw new AppError(
          'conflict',
          'This person is a member already. Remove them first to change the role.',
        )
      }
      refuseBeyondSeats(seats, present.length, 'Remove one, or change the plan.')
      await insertMember(tx, {
        org,
        userId: person.id,
        role: body.role,
        addedBy: caller.kind === 'person' ? caller.userId : null,
      })
      return listMembers(tx, org)
    })
    const added = members.find((member) => member.user_id === person.id)
    if (!added) throw new AppError('internal', 'The member was not stored.')
    return toMember(added)
  },
})
