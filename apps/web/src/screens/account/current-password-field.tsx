import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'

type CurrentPasswordFieldProps = { readonly name: string }

export function CurrentPasswordField({ name }: CurrentPasswordFieldProps) {
  return (
    <Field label="Current password">
      {(control) => (
        <Input {...control} name={name} type="password" autoComplete="current-password" required />
      )}
    </Field>
  )
}
