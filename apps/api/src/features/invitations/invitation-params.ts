import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import { OrgParams } from '../shapes.ts'

export const InvitationParams = OrgParams.extend({ invitation_id: z.string().max(100) })

export function invitationNotFound(): AppError {
  return new AppError('not_found', 'There is no such open invitation.')
}

/** The same for a token that never was, was used, was withdrawn or is too old: nothing can be learned by trying. */
export function invitationGone(): AppError {
  return new AppError(
    'not_found',
    'This invitation was used, was withdrawn or has expired. Ask whoever invited you for a new one.',
  )
}

export const InvitationToken = z.string().min(20).max(200)
