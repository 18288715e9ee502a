import { ApiError } from '../api/api-error.ts'
import { Notice } from '../ui/notice.tsx'

type FormErrorProps = { readonly error: Error | null }

/** Why a form was refused, with the faults the API found in its fields. */
export function FormError({ error }: FormErrorProps) {
  if (!error) return null
  const faults = error instanceof ApiError ? error.faults : []
  return (
    <Notice kind="danger">
      <p>{error.message}</p>
      {faults.length > 0 ? (
        <ul className="mt-1 list-disc pl-4">
          {faults.map((fault) => (
            <li key={`${fault.path} ${fault.message}`}>
              <code className="font-mono text-2xs">{fault.path}</code> {fault.message}
            </li>
          ))}
        </ul>
      ) : null}
    </Notice>
  )
}
