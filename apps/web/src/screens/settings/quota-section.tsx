'use client'

import { useQuota } from '../../api/use-quota.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Section } from '../../ui/section.tsx'
import { QuotaMeter } from './quota-meter.tsx'

type QuotaSectionProps = { readonly org: string }

export function QuotaSection({ org }: QuotaSectionProps) {
  const quota = useQuota(org)
  const data = quota.data
  return (
    <Section title="Quota" note="days and months are UTC">
      {quota.error ? (
        <ErrorState error={quota.error} what="The quota" onRetry={() => void quota.refetch()} />
      ) : null}
      {quota.isPending ? <Loading label="Loading the quota" rows={4} /> : null}
      {data ? (
        <div className="space-y-3 pt-3">
          <QuotaMeter label="Runs today" used={data.pipelinesRunToday} limit={data.dailyLimit} />
          <QuotaMeter label="Runs this month" used={data.pipelinesRunMonth} limit={data.monthlyLimit} />
          <QuotaMeter label="Running now" used={data.concurrentRunning} limit={data.concurrentLimit} />
          <QuotaMeter
            label="Providers connected"
            used={data.configuredProvidersCount}
            limit={data.providersLimit}
          />
        </div>
      ) : null}
    </Section>
  )
}
