'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import type { Integration } from '../../api/shapes.ts'
import { useDeleteIntegration } from '../../api/use-delete-integration.ts'
import { useValidateIntegration } from '../../api/use-validate-integration.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { FormError } from '../../components/form-error.tsx'
import { formatInstant } from '../../format/time.ts'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Section } from '../../ui/section.tsx'
import { ValidationNotice } from './validation-notice.tsx'

type CredentialFactsProps = { readonly org: string; readonly integration: Integration }

/** The stored credential: what is known about it, checked again or removed. */
export function CredentialFacts({ org, integration }: CredentialFactsProps) {
  const router = useRouter()
  const validate = useValidateIntegration(org, integration.provider)
  const remove = useDeleteIntegration(org, integration.provider)
  const [asking, setAsking] = useState(false)
  return (
    <Section
      title="Connection"
      actions={
        <span className="flex gap-2">
          <Button onClick={() => validate.mutate()} disabled={validate.isPending}>
            {validate.isPending ? 'Checking…' : 'Check now'}
          </Button>
          <Button kind="danger" onClick={() => setAsking(true)}>
            Delete
          </Button>
        </span>
      }
    >
      <div className="space-y-3 pt-3">
        <FormError error={validate.error ?? remove.error} />
        {validate.data ? <ValidationNotice result={validate.data} /> : null}
        {integration.last_error && !validate.data ? (
          <Notice kind="danger">{integration.last_error}</Notice>
        ) : null}
        <dl className="text-sm">
          <Fact term="Name">{integration.credential_name ?? '—'}</Fact>
          <Fact term="Last checked">{formatInstant(integration.last_validated_at)}</Fact>
          <Fact term="Stored">{formatInstant(integration.created_at)}</Fact>
          {Object.entries(integration.metadata ?? {}).map(([name, value]) => (
            <Fact key={name} term={name}>
              <span className="font-mono break-all">
                {typeof value === 'string' ? value : JSON.stringify(value)}
              </span>
            </Fact>
          ))}
        </dl>
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete the ${integration.display_name} credential?`}
        description="Its pipelines stop. Costs that were loaded stay."
        action="Delete"
        busy={remove.isPending}
        onConfirm={() => remove.mutate(undefined, { onSuccess: () => router.push(paths.integrations(org)) })}
      />
    </Section>
  )
}
