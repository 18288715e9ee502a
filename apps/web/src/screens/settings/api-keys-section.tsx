'use client'

import { useMembership } from '../../api/use-membership.ts'
import { Section } from '../../ui/section.tsx'
import { ApiKeys } from './api-keys.tsx'

type ApiKeysSectionProps = { readonly org: string }

export function ApiKeysSection({ org }: ApiKeysSectionProps) {
  const role = useMembership(org)?.role
  if (role === 'owner' || role === 'admin') return <ApiKeys org={org} />
  return (
    <Section title="API keys" note="for programs, in the X-API-Key header">
      <p className="pt-3 text-sm text-muted">Owners and admins make and revoke keys. Ask one of them.</p>
    </Section>
  )
}
