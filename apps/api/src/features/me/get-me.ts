import { AppError } from '@cloudact/core/errors'
import { ROLES } from '@cloudact/core/roles'
import { listMemberships } from '@cloudact/store/members/list-memberships'
import { z } from 'zod'
import { route } from '../../context.ts'

export const getMe = route({
  method: 'GET',
  path: '/api/v1/me',
  operationId: 'getMe',
  tag: 'Me',
  summary: 'The signed-in person and their organizations',
  auth: { kind: 'person' },
  output: z.object({
    user: z.object({ id: z.string(), email: z.string(), name: z.string() }),
    organizations: z.array(
      z.object({ org_slug: z.string(), company_name: z.string(), role: z.enum(ROLES), is_demo: z.boolean() }),
    ),
  }),
  handler: async ({ caller }, context) => {
    if (caller.kind !== 'person') throw new AppError('forbidden', 'The root key belongs to no person.')
    const memberships = await listMemberships(context.database, caller.userId)
    return {
      user: { id: caller.userId, email: caller.email, name: caller.name },
      organizations: memberships.map((membership) => ({
        ...membership,
        is_demo: membership.org_slug === context.demoOrg,
      })),
    }
  },
})
