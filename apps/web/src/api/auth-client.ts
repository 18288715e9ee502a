import { twoFactorClient } from 'better-auth/client/plugins'
import { createAuthClient } from 'better-auth/react'

/** Sign-up, sign-in, sessions and passwords, served by the API under `/api/auth` on this origin. */
export const auth = createAuthClient({ basePath: '/api/auth', plugins: [twoFactorClient()] })
