import type { CredentialField } from '../../api/shapes.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { inputName } from './integration-input.ts'

type CredentialInputProps = {
  readonly group: 'credential' | 'metadata'
  readonly field: CredentialField
  readonly fault: string | undefined
  /** A value is stored already; leaving the input empty keeps it. */
  readonly stored: boolean
  readonly value?: string
}

/** Secrets are masked and kept out of the browser's password store and form history. */
export function CredentialInput({ group, field, fault, stored, value }: CredentialInputProps) {
  const name = inputName(group, field.name)
  const placeholder = stored && field.secret ? 'unchanged' : field.placeholder
  return (
    <Field label={field.label} optional={!field.required} help={field.help} fault={fault}>
      {(control) =>
        field.multiline ? (
          <Textarea
            {...control}
            name={name}
            placeholder={placeholder}
            defaultValue={value}
            spellCheck={false}
            autoComplete="off"
          />
        ) : (
          <Input
            {...control}
            name={name}
            type={field.secret ? 'password' : 'text'}
            placeholder={placeholder}
            defaultValue={value}
            spellCheck={false}
            autoComplete={field.secret ? 'new-password' : 'off'}
            className="font-mono text-sm"
          />
        )
      }
    </Field>
  )
}
