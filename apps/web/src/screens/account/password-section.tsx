'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { authAnswer } from '../../api/auth-answer.ts'
import { auth } from '../../api/auth-client.ts'
import { FormError } from '../../components/form-error.tsx'
import { Button } from '../../ui/button.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { NewPasswordField } from '../auth/new-password-field.tsx'
import { passwordText } from '../auth/password-text.ts'
import { CurrentPasswordField } from './current-password-field.tsx'

export function PasswordSection() {
  const client = useQueryClient()
  const change = useMutation({
    mutationFn: (passwords: { currentPassword: string; newPassword: string }) =>
      authAnswer(auth.changePassword({ ...passwords, revokeOtherSessions: true })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    change.mutate(
      {
        currentPassword: passwordText(data, 'current'),
        newPassword: passwordText(data, 'new'),
      },
      { onSuccess: () => form.reset() },
    )
  }
  return (
    <Section title="Password">
      <form onSubmit={submit} className="space-y-4 pt-3">
        <FormError error={change.error} />
        {change.isSuccess ? (
          <Notice kind="ok">Your password is changed, and other sessions were signed out.</Notice>
        ) : null}
        <CurrentPasswordField name="current" />
        <NewPasswordField label="New password" name="new" />
        <Button type="submit" size="md" disabled={change.isPending}>
          {change.isPending ? 'Changing…' : 'Change password'}
        </Button>
      </form>
    </Section>
  )
}
