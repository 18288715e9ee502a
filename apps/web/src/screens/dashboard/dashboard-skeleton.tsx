import { Skeleton } from '../../ui/skeleton.tsx'

/** The dashboard's shape while its figures are on the way, so that nothing jumps. */
export function DashboardSkeleton() {
  return (
    <div role="status" className="space-y-9">
      <span className="sr-only">Loading the overview</span>
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[21.5rem_minmax(0,1fr)]">
        <div className="space-y-4">
          <Skeleton className="h-12 w-56" />
          {Array.from({ length: 5 }, (_, row) => (
            <Skeleton key={row} className="w-full" />
          ))}
        </div>
        <Skeleton className="h-64 w-full" />
      </div>
      <div className="grid gap-x-10 gap-y-9 md:grid-cols-2 xl:grid-cols-3">
        {Array.from({ length: 3 }, (_, column) => (
          <div key={column} className="space-y-4">
            {Array.from({ length: 6 }, (_, row) => (
              <Skeleton key={row} className={row % 2 ? 'w-4/5' : 'w-full'} />
            ))}
          </div>
        ))}
      </div>
    </div>
  )
}
