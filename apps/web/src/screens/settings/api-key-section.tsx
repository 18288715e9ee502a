'use client'

import { useState } from 'react'
import { useApiKey } from '../../api/use-api-key.ts'
import { useMembership } from '../../api/use-membership.ts'
import { useRotateApiKey } from '../../api/use-rotate-api-key.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { FormError } from '../../components/form-error.tsx'
import { SecretOnce } from '../../components/secret-once.tsx'
import { formatInstant } from '../../format/time.ts'
import { Button } from '../../ui/button.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Section } from '../../ui/section.tsx'

type ApiKeySectionProps = { readonly org: string }

export function ApiKeySection({ org }: ApiKeySectionProps) {
  const key = useApiKey(org)
  const rotate = useRotateApiKey(org)
  const role = useMembership(org)?.role
  const [asking, setAsking] = useState(false)
  return (
    <Section
      title="API key"
      note="for programs, in the X-API-Key header"
      actions={
        role === 'owner' || role === 'admin' ? (
          <Button onClick={() => setAsking(true)} disabled={rotate.isPending}>
            Rotate
          </Button>
        ) : null
      }
    >
      {key.error ? <ErrorState error={key.error} what="The key" onRetry={() => void key.refetch()} /> : null}
      <div className="space-y-3 pt-1">
        <FormError error={rotate.error} />
        {rotate.data ? <SecretOnce label="API key" secret={rotate.data.api_key} /> : null}
        {key.data ? (
          <dl className="text-sm">
            <Fact term="Fingerprint">
              <code className="font-mono break-all">{key.data.api_key_fingerprint}</code>
            </Fact>
            <Fact term="Created">{formatInstant(key.data.created_at)}</Fact>
            <Fact term="Scopes">
              <span className="font-mono text-2xs">{key.data.scopes.join(' ')}</span>
            </Fact>
          </dl>
        ) : null}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title="Rotate the API key?"
        description="The current key stops working at once. Programs that use it fail until they have the new one."
        action="Rotate"
        busy={rotate.isPending}
        onConfirm={() => rotate.mutate()}
      />
    </Section>
  )
}
