import { ArrowDown, ArrowUp } from 'lucide-react'
import { cn } from '../../ui/class-names.ts'

type SortHeaderProps = {
  readonly label: string
  readonly direction: 'asc' | 'desc' | undefined
  readonly alignRight: boolean
  readonly className: string
  /** Absent: the column cannot be sorted. */
  readonly onSort: ((next: 'asc' | 'desc') => void) | undefined
}

export function SortHeader({ label, direction, alignRight, className, onSort }: SortHeaderProps) {
  if (!onSort) {
    return (
      <th scope="col" className={cn(className, alignRight && 'text-right')}>
        {label}
      </th>
    )
  }
  const Arrow = direction === 'asc' ? ArrowUp : ArrowDown
  return (
    <th
      scope="col"
      aria-sort={direction === 'asc' ? 'ascending' : direction === 'desc' ? 'descending' : 'none'}
      className={cn(className, alignRight && 'text-right')}
    >
      <button
        type="button"
        onClick={() => onSort(direction === 'desc' ? 'asc' : 'desc')}
        className={cn(
          'group inline-flex h-4 items-center gap-1 align-bottom hover:text-ink',
          alignRight && 'flex-row-reverse',
          direction && 'text-ink',
        )}
      >
        {label}
        <Arrow
          aria-hidden
          className={cn(
            'size-3',
            direction ? undefined : 'opacity-0 group-hover:opacity-40 group-focus:opacity-40',
          )}
        />
      </button>
    </th>
  )
}
