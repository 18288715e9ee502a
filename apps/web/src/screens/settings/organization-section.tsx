'use client'

import { useMembership } from '../../api/use-membership.ts'
import { useSubscription } from '../../api/use-subscription.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { formatDay } from '../../format/time.ts'
import { Badge } from '../../ui/badge.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Section } from '../../ui/section.tsx'

type OrganizationSectionProps = { readonly org: string }

export function OrganizationSection({ org }: OrganizationSectionProps) {
  const membership = useMembership(org)
  const subscription = useSubscription(org)
  return (
    <Section title="Organization">
      {subscription.error ? (
        <ErrorState error={subscription.error} what="The plan" onRetry={() => void subscription.refetch()} />
      ) : null}
      <dl className="pt-1 text-sm">
        <Fact term="Name">{membership?.company_name ?? '—'}</Fact>
        <Fact term="Slug">
          <code className="font-mono break-all">{org}</code>
        </Fact>
        <Fact term="Your role">{membership?.role ?? '—'}</Fact>
        <Fact term="Plan">
          {subscription.data ? (
            <span className="inline-flex items-center gap-2">
              {subscription.data.plan_name.toLowerCase()}
              <Badge tone={['ACTIVE', 'TRIAL'].includes(subscription.data.status) ? 'ok' : 'warn'}>
                {subscription.data.status.toLowerCase()}
              </Badge>
            </span>
          ) : (
            '—'
          )}
        </Fact>
        {subscription.data?.trial_end_date ? (
          <Fact term="Trial ends">{formatDay(subscription.data.trial_end_date)}</Fact>
        ) : null}
      </dl>
    </Section>
  )
}
