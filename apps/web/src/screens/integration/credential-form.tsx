'use client'

import { useState, type FormEvent } from 'react'
import { ApiError } from '../../api/api-error.ts'
import type { Integration } from '../../api/shapes.ts'
import { useSaveIntegration } from '../../api/use-save-integration.ts'
import { FormError } from '../../components/form-error.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { CredentialInput } from './credential-input.tsx'
import { faultOf } from './fault-of.ts'
import { ValidationNotice } from './validation-notice.tsx'
import { integrationInput } from './integration-input.ts'

type CredentialFormProps = { readonly org: string; readonly integration: Integration }

export function CredentialForm({ org, integration }: CredentialFormProps) {
  const exists = integration.status !== 'NOT_CONFIGURED'
  const save = useSaveIntegration(org, integration.provider, exists)
  const [faults, setFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const metadata = integration.metadata ?? {}

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const read = integrationInput(integration, new FormData(form), exists)
    setFaults(read.faults)
    if (read.faults.size > 0) return
    save.mutate(read.input, { onSuccess: (result) => result.success && form.reset() })
  }
  const apiFaults = save.error instanceof ApiError ? save.error.faults : []
  const faultFor = (name: string) => faults.get(name) ?? faultOf(name, apiFaults)
  return (
    <form onSubmit={submit} noValidate className="max-w-xl space-y-4 pt-4">
      <FormError error={save.error} />
      {save.data ? <ValidationNotice result={save.data} /> : null}
      {integration.credential_fields.map((field) => (
        <CredentialInput
          key={field.name}
          group="credential"
          field={field}
          fault={faultFor(field.name)}
          stored={exists}
        />
      ))}
      {integration.metadata_fields.map((field) => (
        <CredentialInput
          key={field.name}
          group="metadata"
          field={field}
          fault={faultFor(field.name)}
          stored={false}
          value={typeof metadata[field.name] === 'string' ? String(metadata[field.name]) : undefined}
        />
      ))}
      <Field
        label="Name of this credential"
        optional
        help="To tell it apart in run logs."
        fault={faultFor('credential_name')}
      >
        {(control) => (
          <Input
            {...control}
            name="credential_name"
            defaultValue={integration.credential_name ?? ''}
            placeholder={`${integration.display_name} production`}
            maxLength={200}
          />
        )}
      </Field>
      <Button type="submit" kind="primary" size="md" disabled={save.isPending}>
        {save.isPending ? 'Checking with the provider…' : exists ? 'Save and check' : 'Connect and check'}
      </Button>
      <p className="text-sm text-faint">
        Secrets are encrypted with the organization’s key before they are stored, and are never shown again.
      </p>
    </form>
  )
}
