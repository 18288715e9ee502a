import type { CredentialField } from '../../api/shapes.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
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
        field.options ? (
          <Select {...control} name={name} defaultValue={value ?? ''} className="block">
            {field.required && value !== undefined ? null : (
              <option value="">{emptyChoice(field, stored)}</option>
            )}
            {withStored(field.options, value).map((option) => (
              <option key={option} value={option}>
                {option}
              </option>
            ))}
          </Select>
        ) : field.multiline ? (
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

/** A stored value that is no choice any more stays visible instead of turning silently into another. */
function withStored(options: readonly string[], value: string | undefined): readonly string[] {
  return value === undefined || value === '' || options.includes(value) ? options : [...options, value]
}

/** What choosing nothing means. */
function emptyChoice(field: CredentialField, stored: boolean): string {
  if (stored && field.secret) return 'unchanged'
  if (field.required) return 'Choose'
  return field.placeholder ? `Default: ${field.placeholder}` : 'Not set'
}
