'use client'

import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import { useIntegration } from '../../api/use-integration.ts'
import { useMembership } from '../../api/use-membership.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { useDocumentTitle } from '../../components/use-document-title.ts'
import { ValidationBadge } from '../../components/validation-badge.tsx'
import { paths } from '../../paths.ts'
import { Loading } from '../../ui/loading.tsx'
import { Notice } from '../../ui/notice.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Section } from '../../ui/section.tsx'
import { CredentialForm } from './credential-form.tsx'
import { CredentialFacts } from './credential-facts.tsx'
import { HelpText } from './help-text.tsx'

type IntegrationScreenProps = { readonly org: string; readonly provider: string }

/** One page for every provider: the form is drawn from what the registry says the provider needs. */
export function IntegrationScreen({ org, provider }: IntegrationScreenProps) {
  const integration = useIntegration(org, provider)
  const role = useMembership(org)?.role
  const data = integration.data
  useDocumentTitle(data && `${data.display_name} integration`)
  return (
    <>
      <Link
        href={paths.integrations(org)}
        className="mb-2 inline-flex items-center gap-1 text-sm text-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-3.5" /> Integrations
      </Link>
      <PageHeader
        title={data?.display_name ?? provider}
        note={data?.description ?? ' '}
        actions={data ? <ValidationBadge status={data.status} /> : null}
      />
      {integration.error ? (
        <ErrorState
          error={integration.error}
          what="The integration"
          onRetry={() => void integration.refetch()}
        />
      ) : null}
      {integration.isPending ? <Loading label="Loading the integration" /> : null}
      {data ? (
        <div className="grid gap-x-12 gap-y-9 lg:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
          <div className="space-y-9">
            {data.status === 'NOT_CONFIGURED' ? null : <CredentialFacts org={org} integration={data} />}
            <Section title={data.status === 'NOT_CONFIGURED' ? 'Connect' : 'Replace the credential'}>
              {role === 'viewer' ? (
                <Notice kind="info" className="mt-3">
                  Viewers see the state of integrations. Ask an editor to connect one.
                </Notice>
              ) : (
                <CredentialForm org={org} integration={data} />
              )}
            </Section>
          </div>
          {data.help ? (
            <Section title="Where to find it">
              <HelpText text={data.help} />
            </Section>
          ) : null}
        </div>
      ) : null}
    </>
  )
}
