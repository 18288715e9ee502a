'use client'

import { useState, type SubmitEvent } from 'react'
import type { Fault } from '../../api/api-error.ts'
import type { Integration, IntegrationInput } from '../../api/shapes.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { CredentialInput } from './credential-input.tsx'
import { faultOf } from './fault-of.ts'
import { integrationInput } from './integration-input.ts'

type CredentialFieldsProps = {
  readonly integration: Integration
  readonly busy: boolean
  /** What the API found wrong with the last attempt. */
  readonly faults: readonly Fault[]
  readonly onSubmit: (input: IntegrationInput, done: () => void) => void
}

export function CredentialFields({ integration, busy, faults, onSubmit }: CredentialFieldsProps) {
  const exists = integration.status !== 'NOT_CONFIGURED'
  const [ownFaults, setOwnFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const metadata = integration.metadata ?? {}

  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = event.currentTarget
    const read = integrationInput(integration, new FormData(form), exists)
    setOwnFaults(read.faults)
    if (read.faults.size === 0) onSubmit(read.input, () => form.reset())
  }
  const faultFor = (name: string) => ownFaults.get(name) ?? faultOf(name, faults)
  const storedText = (name: string) => {
    const value = metadata[name]
    return typeof value === 'string' ? value : undefined
  }
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
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
          value={storedText(field.name)}
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
      <Button type="submit" kind="primary" size="md" disabled={busy}>
        {busy ? 'Checking with the provider…' : exists ? 'Save and check' : 'Connect and check'}
      </Button>
      <p className="text-sm text-faint">
        Secrets are encrypted for your organization before they are stored, and are never shown again.
      </p>
    </form>
  )
}
