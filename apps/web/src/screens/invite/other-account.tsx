'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { authAnswer } from '../../api/auth-answer.ts'
import { auth } from '../../api/auth-client.ts'
import { FormError } from '../../components/form-error.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'

type OtherAccountProps = { readonly self: string; readonly invited: string }

/** Somebody is signed in, but not the one who was invited. */
export function OtherAccount({ self, invited }: OtherAccountProps) {
  const client = useQueryClient()
  const signOut = useMutation({
    mutationFn: () => authAnswer(auth.signOut()),
    onSuccess: () => client.resetQueries({ queryKey: ['me'] }),
  })
  return (
    <>
      <Notice kind="warn">
        You are signed in as {self}. Sign out to go on as {invited}.
      </Notice>
      <FormError error={signOut.error} />
      <Button size="md" className="w-full" disabled={signOut.isPending} onClick={() => signOut.mutate()}>
        Sign out
      </Button>
    </>
  )
}
