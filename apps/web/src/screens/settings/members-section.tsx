'use client'

import { useMembers } from '../../api/use-members.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { formatDay } from '../../format/time.ts'
import { Badge } from '../../ui/badge.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Section } from '../../ui/section.tsx'
import { cellStyles, headStyles, tableStyles } from '../../ui/table-styles.ts'

type MembersSectionProps = { readonly org: string }

export function MembersSection({ org }: MembersSectionProps) {
  const members = useMembers(org)
  return (
    <Section title="Members">
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
              </tr>
            ))}
          </tbody>
        </table>
      ) : null}
    </Section>
  )
}
