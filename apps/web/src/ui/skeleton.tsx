import { cn } from './class-names.ts'

type SkeletonProps = { readonly className?: string }

export function Skeleton({ className }: SkeletonProps) {
  return <div aria-hidden className={cn('skeleton h-4', className)} />
}
