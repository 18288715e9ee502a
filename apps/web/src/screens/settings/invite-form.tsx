'use client'

import type { SubmitEvent } from 'react'
import { useInvite } from '../../api/use-invite.ts'
import { FormError } from '../../components/form-error.tsx'
import { formText } from '../../format/form-text.ts'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { IssuedInvitationNotice } from './issued-invitation-notice.tsx'
import { ROLE_WORDS } from './role-words.ts'

type InviteFormProps = { readonly org: string; readonly mayMakeOwners: boolean }

export function InviteForm({ org, mayMakeOwners }: InviteFormProps) {
  const invite = useInvite(org)
  const roles = ROLE_WORDS.filter(({ role }) => mayMakeOwners || role !== 'owner')
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const role = roles.find((entry) => entry.role === data.get('role'))?.role ?? 'viewer'
    invite.mutate({ email: formText(data, 'email'), role }, { onSuccess: () => form.reset() })
  }
  return (
    <form onSubmit={submit} aria-labelledby="invite-title" className="space-y-3 pt-6">
      <h3 id="invite-title" className="text-sm font-semibold">
        Invite a person
      </h3>
      <FormError error={invite.error} />
      {invite.data ? <IssuedInvitationNotice invitation={invite.data} /> : null}
      <div className="flex flex-wrap gap-2">
        <Input
          name="email"
          type="email"
          required
          maxLength={254}
          aria-label="E-mail to invite"
          placeholder="person@company.com"
          autoComplete="off"
          className="w-64"
        />
        <Select name="role" aria-label="Role" defaultValue="viewer">
          {roles.map(({ role, can }) => (
            <option key={role} value={role}>
              {role}: {can}
            </option>
          ))}
        </Select>
        <Button type="submit" size="md" disabled={invite.isPending}>
          {invite.isPending ? 'Inviting…' : 'Invite'}
        </Button>
      </div>
    </form>
  )
}
