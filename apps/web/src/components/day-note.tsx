import type { DateRange } from '../api/shapes.ts'
import { Badge } from '../ui/badge.tsx'

type DayNoteProps = {
  readonly timeZone: string
  readonly sources: DateRange['utc_day_sources']
}

/** In which zone days are counted, and the sources that keep their vendor's UTC days. */
export function DayNote({ timeZone, sources }: DayNoteProps) {
  return (
    <>
      {timeZone}
      {sources.map(({ provider, registry_key: key, part }) => (
        <Badge
          key={`${provider} ${key ?? ''}`}
          tone="warn"
          className="ml-1.5 align-middle"
          title={`${provider} bills ${part === 'all' ? 'its usage' : 'a part of its usage'} by the UTC day: these charges stay on UTC days.`}
        >
          {provider}: {part === 'all' ? 'UTC days' : 'some UTC days'}
        </Badge>
      ))}
    </>
  )
}
