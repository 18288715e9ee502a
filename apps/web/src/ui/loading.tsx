import { Skeleton } from './skeleton.tsx'

type LoadingProps = { readonly label: string; readonly rows?: number }

/** Rows of the shape that is coming, announced once. */
export function Loading({ label, rows = 6 }: LoadingProps) {
  return (
    <div role="status" className="space-y-3 py-4">
      <span className="sr-only">{label}</span>
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} className={row % 3 === 2 ? 'w-2/3' : 'w-full'} />
      ))}
    </div>
  )
}
