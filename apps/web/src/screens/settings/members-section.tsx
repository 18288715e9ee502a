'use client'

import { useMe } from '../../api/use-me.ts'
import { useMembers } from '../../api/use-members.ts'
import { useMembership } from '../../api/use-membership.ts'
import { useRemoveMember } from '../../api/use-remove-member.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { FormError } from '../../components/form-error.tsx'
import { formatDay } from '../../format/time.ts'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Section } from '../../ui/section.tsx'
import { cellStyles, headStyles, tableStyles } from '../../ui/table-styles.ts'
import { InviteForm } from './invite-form.tsx'
import { PendingInvitations } from './pending-invitations.tsx'

type MembersSectionProps = { readonly org: string }

export function MembersSection({ org }: MembersSectionProps) {
  const members = useMembers(org)
  const remove = useRemoveMember(org)
  const self = useMe().data?.user.id
  const role = useMembership(org)?.role
  const mayChange = role === 'owner' || role === 'admin'
  return (
    <Section title="Members">
      <FormError error={remove.error} />
      {members.error ? (
        <ErrorState error={members.error} what="The members" onRetry={() => void members.refetch()} />
      ) : null}
      {members.isPending ? <Loading label="Loading members" rows={3} /> : null}
      {members.data ? (
        <table className={tableStyles}>
          <thead>
            <tr>
              {['Person', 'Role', 'Since'].map((label) => (
                <th key={label} scope="col" className={headStyles}>
                  {label}
                </th>
              ))}
              <th scope="col" className={headStyles}>
                <span className="sr-only">Remove</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {members.data.members.map((member) => (
              <tr key={member.email}>
                <td className={`${cellStyles} break-all`}>
                  {member.email}
                  {member.name ? <span className="block text-2xs text-faint">{member.name}</span> : null}
                </td>
                <td className={cellStyles}>
                  <Badge>{member.role}</Badge>
                </td>
                <td className={`${cellStyles} whitespace-nowrap text-muted`}>
                  {formatDay(member.joined_at)}
                </td>
                <td className={`${cellStyles} text-right`}>
                  {mayChange && member.user_id !== self ? (
                    <Button
                      kind="ghost"
                      aria-label={`Remove ${member.email}`}
                      disabled={remove.isPending}
                      onClick={() => remove.mutate(member.user_id)}
                    >
                      Remove
                    </Button>
                  ) : null}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
      {mayChange ? <InviteForm org={org} mayMakeOwners={role === 'owner'} /> : null}
      {mayChange ? <PendingInvitations org={org} /> : null}
    </Section>
  )
}
