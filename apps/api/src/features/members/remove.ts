import { AppError } from '@cloudact/core/errors'
import { deleteMember, listMembers } from '@cloudact/store/members/members'
import { lockSubscription } from '@cloudact/store/quota/subscription'
import { z } from 'zod'
import { route } from '../../context.ts'
import { Done, OrgParams } from '../shapes.ts'
import { isOwner } from './is-owner.ts'

export const removeMember = route({
  method: 'DELETE',
  path: '/api/v1/organizations/{org_slug}/members/{user_id}',
  operationId: 'removeMember',
  tag: 'Members',
  summary: 'End a membership',
  auth: { kind: 'scope', scope: 'members:write' },
  params: OrgParams.extend({ user_id: z.string().max(200) }),
  output: Done,
  audit: { action: 'DELETE', resource: 'member' },
  handler: async ({ org, params, caller }, context) => {
    await context.database.transaction(async (tx) => {
      // Two removals at once take turns, so that they cannot each remove the other's last owner.
      await lockSubscription(tx, org)
      const members = await listMembers(tx, org)
      const member = members.find((candidate) => candidate.user_id === params.user_id)
      if (!member) throw new AppError('not_found', 'There is no such member.')
      if (member.role === 'owner') {
        if (!isOwner(caller, org)) throw new AppError('forbidden', 'Only an owner may remove an owner.')
        if (members.filter((candidate) => candidate.role === 'owner').length === 1) {
          throw new AppError('conflict', 'An organization needs an owner. Make somebody else owner first.')
        }
      }
      await deleteMember(tx, org, params.user_id)
    })
    return { success: true, message: 'The member was removed.' }
  },
})
