'use client'

import { useState, type SubmitEvent } from 'react'
import type { NewApiKeyRequest } from '../../api/shapes.ts'
import { FormError } from '../../components/form-error.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { apiKeyInput, LIFETIMES } from './api-key-input.ts'
import { SCOPES, SCOPE_WORDS } from './scope-words.ts'

type ApiKeyFormProps = {
  readonly busy: boolean
  readonly error: Error | null
  readonly onSubmit: (wanted: NewApiKeyRequest) => void
  readonly onCancel: () => void
}

export function ApiKeyForm({ busy, error, onSubmit, onCancel }: ApiKeyFormProps) {
  const [noScope, setNoScope] = useState(false)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const wanted = apiKeyInput(new FormData(event.currentTarget), Date.now())
    setNoScope(wanted.scopes.length === 0)
    if (wanted.scopes.length > 0) onSubmit(wanted)
  }
  return (
    <form onSubmit={submit} className="space-y-4">
      <FormError error={error} />
      <Field label="Name" help="What uses the key.">
        {(control) => (
          <Input {...control} name="name" required maxLength={100} autoComplete="off" autoFocus />
        )}
      </Field>
      <fieldset className="space-y-1.5" aria-describedby={noScope ? 'no-scope' : undefined}>
        <legend className="text-sm font-medium">The key may</legend>
        {SCOPES.map((scope) => (
          <label key={scope} className="flex items-start gap-2 text-sm">
            <input
              type="checkbox"
              name="scopes"
              value={scope}
              defaultChecked={scope === 'costs:read'}
              className="mt-0.5 size-4 shrink-0 accent-accent"
            />
            {SCOPE_WORDS[scope]}
          </label>
        ))}
        {noScope ? (
          <p id="no-scope" role="alert" className="text-sm text-danger">
            Choose at least one: a key without rights can do nothing.
          </p>
        ) : null}
      </fieldset>
      <Field label="Ends after">
        {(control) => (
          <Select {...control} name="days" defaultValue="90" className="block">
            {LIFETIMES.map(({ days, label }) => (
              <option key={days} value={days}>
                {label}
              </option>
            ))}
          </Select>
        )}
      </Field>
      <div className="flex justify-end gap-2">
        <Button size="md" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" kind="primary" size="md" disabled={busy}>
          {busy ? 'Making the key…' : 'Make the key'}
        </Button>
      </div>
    </form>
  )
}
