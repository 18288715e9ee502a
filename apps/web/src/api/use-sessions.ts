'use client'

import { useQuery } from '@tanstack/react-query'
import { authAnswer } from './auth-answer.ts'
import { auth } from './auth-client.ts'

/** Everywhere the person is signed in. */
export function useSessions() {
  return useQuery({ queryKey: ['me', 'sessions'], queryFn: () => authAnswer(auth.listSessions()) })
}
