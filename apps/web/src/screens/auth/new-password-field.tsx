import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'

const MIN_PASSWORD = 10

type NewPasswordFieldProps = { readonly label?: string; readonly name?: string }

export function NewPasswordField({ label = 'Password', name = 'password' }: NewPasswordFieldProps) {
  return (
    <Field label={label} help={`At least ${MIN_PASSWORD} characters.`}>
      {(control) => (
        <Input
          {...control}
          name={name}
          type="password"
          autoComplete="new-password"
          required
          minLength={MIN_PASSWORD}
          maxLength={128}
        />
      )}
    </Field>
  )
}
