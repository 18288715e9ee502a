import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import { route } from '../../context.ts'
import { EmailAddress, iso, Timestamp } from '../shapes.ts'

export const createResetLink = route({
  method: 'POST',
  path: '/api/v1/admin/users/reset-link',
  operationId: 'createResetLink',
  tag: 'Admin',
  summary: 'Make a one-time link with which a person sets a new password',
  auth: { kind: 'root' },
  body: z.strictObject({ email: EmailAddress }),
  statuses: [201],
  output: z.object({ email: z.string(), reset_url: z.string(), expires_at: Timestamp }),
  audit: { action: 'CREATE', resource: 'password_reset' },
  handler: async ({ body, auditDetail }, context) => {
    const link = await context.createResetLink(body.email.toLowerCase())
    if (!link) throw new AppError('not_found', 'Nobody has an account with this address.')
    auditDetail(link.userId)
    return { email: body.email.toLowerCase(), reset_url: link.url, expires_at: iso(link.expiresAt) }
  },
})
