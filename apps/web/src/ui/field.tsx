import { useId, type ReactNode } from 'react'

/** What an input needs to be tied to its label, help and fault. */
type FieldControl = {
  readonly id: string
  readonly 'aria-describedby': string | undefined
  readonly 'aria-invalid': true | undefined
}

type FieldProps = {
  readonly label: ReactNode
  readonly help?: ReactNode
  readonly fault?: string
  readonly optional?: boolean
  readonly children: (control: FieldControl) => ReactNode
}

export function Field({ label, help, fault, optional, children }: FieldProps) {
  const id = useId()
  const helpId = help ? `${id}-help` : undefined
  const faultId = fault ? `${id}-fault` : undefined
  const describedBy = [faultId, helpId].filter(Boolean).join(' ') || undefined
  return (
    <div className="space-y-1">
      <label htmlFor={id} className="flex items-baseline justify-between gap-2 text-sm font-medium">
        <span>{label}</span>
        {optional ? <span className="text-2xs font-normal text-faint">optional</span> : null}
      </label>
      {children({ id, 'aria-describedby': describedBy, 'aria-invalid': fault ? true : undefined })}
      {fault ? (
        <p id={faultId} className="text-sm text-danger">
          {fault}
        </p>
      ) : null}
      {help ? (
        <p id={helpId} className="text-sm text-muted">
          {help}
        </p>
      ) : null}
    </div>
  )
}
