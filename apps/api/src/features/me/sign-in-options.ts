import { z } from 'zod'
import { route } from '../../context.ts'

export const signInOptions = route({
  method: 'GET',
  path: '/api/v1/sign-in-options',
  operationId: 'signInOptions',
  tag: 'Me',
  summary: 'What this deployment offers to people who are not signed in',
  auth: { kind: 'public' },
  output: z.object({
    /** Whether anybody may make an account; invited people always may. */
    sign_up: z.boolean(),
    /** Whether a forgotten password can be reset by mail. */
    mail: z.boolean(),
  }),
  handler: async (_request, context) => ({
    sign_up: context.config.signUp,
    mail: context.sendLetter !== undefined,
  }),
})
