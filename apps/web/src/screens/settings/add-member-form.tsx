'use client'

import type { SubmitEvent } from 'react'
import type { Role } from '../../api/shapes.ts'
import { useAddMember } from '../../api/use-add-member.ts'
import { FormError } from '../../components/form-error.tsx'
import { Button } from '../../ui/button.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Select } from '../../ui/select.tsx'
import { formText } from '../../format/form-text.ts'

const ROLES: readonly { readonly role: Role; readonly can: string }[] = [
  { role: 'viewer', can: 'sees everything' },
  { role: 'editor', can: 'connects and runs' },
  { role: 'admin', can: 'changes settings and people' },
  { role: 'owner', can: 'everything' },
]

type AddMemberFormProps = { readonly org: string }

export function AddMemberForm({ org }: AddMemberFormProps) {
  const add = useAddMember(org)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const data = new FormData(form)
    const role = ROLES.find((entry) => entry.role === data.get('role'))?.role ?? 'viewer'
    add.mutate({ email: formText(data, 'email'), role }, { onSuccess: () => form.reset() })
  }
  return (
    <form onSubmit={submit} aria-label="Add a member" className="space-y-3 py-3">
      <FormError error={add.error} />
      {add.isSuccess ? <Notice kind="ok">{add.data.email} is now a member.</Notice> : null}
      <div className="flex flex-wrap gap-2">
        <Input
          name="email"
          type="email"
          required
          aria-label="E-mail of a person with an account"
          placeholder="person@company.com"
          className="w-64"
        />
        <Select name="role" aria-label="Role" defaultValue="viewer">
          {ROLES.map(({ role, can }) => (
            <option key={role} value={role}>
              {role}: {can}
            </option>
          ))}
        </Select>
        <Button type="submit" size="md" disabled={add.isPending}>
          Add member
        </Button>
      </div>
    </form>
  )
}
