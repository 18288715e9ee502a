'use client'

import { useIntegrations } from '../../api/use-integrations.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Section } from '../../ui/section.tsx'
import { IntegrationRow } from './integration-row.tsx'

const TYPES = [
  { type: 'genai', title: 'GenAI', note: 'usage and cost APIs' },
  { type: 'cloud', title: 'Cloud', note: 'bills and exports' },
  { type: 'saas', title: 'SaaS', note: 'seats and plans' },
] as const

type IntegrationsScreenProps = { readonly org: string }

export function IntegrationsScreen({ org }: IntegrationsScreenProps) {
  const integrations = useIntegrations(org)
  const all = Object.values(integrations.data?.integrations ?? {})
  const connected = all.filter((integration) => integration.status !== 'NOT_CONFIGURED').length
  return (
    <>
      <PageHeader
        title="Integrations"
        note={integrations.data ? `${connected} of ${all.length} providers connected` : ' '}
      />
      {integrations.error ? (
        <ErrorState
          error={integrations.error}
          what="The integrations"
          onRetry={() => void integrations.refetch()}
        />
      ) : null}
      {integrations.isPending ? <Loading label="Loading integrations" rows={9} /> : null}
      <div className="space-y-9">
        {TYPES.map(({ type, title, note }) => {
          const ofType = all.filter((integration) => integration.type === type)
          if (ofType.length === 0) return null
          return (
            <Section key={type} title={title} note={note}>
              <ul>
                {ofType.map((integration) => (
                  <IntegrationRow key={integration.provider} org={org} integration={integration} />
                ))}
              </ul>
            </Section>
          )
        })}
      </div>
    </>
  )
}
