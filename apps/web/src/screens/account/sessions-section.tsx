'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { authAnswer } from '../../api/auth-answer.ts'
import { auth } from '../../api/auth-client.ts'
import { useSession } from '../../api/use-session.ts'
import { useSessions } from '../../api/use-sessions.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { FormError } from '../../components/form-error.tsx'
import { formatInstant } from '../../format/time.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Section } from '../../ui/section.tsx'
import { deviceOf } from './device-of.ts'

export function SessionsSection() {
  const client = useQueryClient()
  const sessions = useSessions()
  const current = useSession().data?.session.id
  const revoke = useMutation({
    mutationFn: () => authAnswer(auth.revokeOtherSessions()),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me', 'sessions'] }),
  })
  const others = (sessions.data ?? []).filter(({ id }) => id !== current)
  return (
    <Section
      title="Signed in"
      actions={
        current && others.length > 0 ? (
          <Button disabled={revoke.isPending} onClick={() => revoke.mutate()}>
            Sign out the others
          </Button>
        ) : null
      }
    >
      <FormError error={revoke.error} />
      {sessions.error ? (
        <ErrorState error={sessions.error} what="The sessions" onRetry={() => void sessions.refetch()} />
      ) : null}
      {sessions.isPending ? <Loading label="Loading the sessions" rows={2} /> : null}
      <ul className="divide-y text-sm">
        {(sessions.data ?? []).map((session) => (
          <li key={session.id} className="flex items-center justify-between gap-3 py-2">
            <span className="min-w-0">
              {deviceOf(session.userAgent)}
              <span className="block text-2xs text-faint">
                since {formatInstant(new Date(session.createdAt).toISOString())}
              </span>
            </span>
            {session.id === current ? <Badge tone="accent">this browser</Badge> : null}
          </li>
        ))}
      </ul>
    </Section>
  )
}
