import { createAuthClient } from 'better-auth/react'

/** Sign-up, sign-in and sessions, served by the API under `/api/auth` on this origin. */
export const auth = createAuthClient({ basePath: '/api/auth' })
