'use client'

import { useQuery } from '@tanstack/react-query'
import { authAnswer } from './auth-answer.ts'
import { auth } from './auth-client.ts'

/** The session of this browser, and whether its account has a second step. */
export function useSession() {
  return useQuery({ queryKey: ['me', 'session'], queryFn: () => authAnswer(auth.getSession()) })
}
