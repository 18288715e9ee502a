'use client'

import { ApiError } from '../../api/api-error.ts'
import type { Integration } from '../../api/shapes.ts'
import { useSaveIntegration } from '../../api/use-save-integration.ts'
import { FormError } from '../../components/form-error.tsx'
import { CredentialFields } from './credential-fields.tsx'
import { ValidationNotice } from './validation-notice.tsx'

type CredentialFormProps = { readonly org: string; readonly integration: Integration }

/** Outlives the fields, which start anew with what is stored after each success. */
export function CredentialForm({ org, integration }: CredentialFormProps) {
  const save = useSaveIntegration(org, integration.provider, integration.status !== 'NOT_CONFIGURED')
  const stored = `${integration.credential_id ?? ''} ${JSON.stringify([integration.credential_name, integration.metadata])}`
  return (
    <div className="max-w-xl space-y-4 pt-4">
      <FormError error={save.error} />
      {save.data ? <ValidationNotice result={save.data} /> : null}
      <CredentialFields
        key={stored}
        integration={integration}
        busy={save.isPending}
        faults={save.error instanceof ApiError ? save.error.faults : []}
        onSubmit={(input, done) => save.mutate(input, { onSuccess: done })}
      />
    </div>
  )
}
