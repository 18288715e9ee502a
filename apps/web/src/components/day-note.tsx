import type { DateRange } from '../api/shapes.ts'
import { Badge } from '../ui/badge.tsx'

type DayNoteProps = {
  readonly timeZone: string
  readonly sources: DateRange['utc_day_sources']
}

/** In which zone days are counted, and the providers that keep their own UTC days. */
export function DayNote({ timeZone, sources }: DayNoteProps) {
  const providers = [...new Set(sources.map(({ provider }) => provider))]
  return (
    <>
      {timeZone}
      {providers.map((provider) => {
        const all = sources.every((source) => source.provider !== provider || source.part === 'all')
        return (
          <Badge
            key={provider}
            tone="warn"
            className="ml-1.5 align-middle"
            title={`${provider} bills ${all ? 'its usage' : 'a part of its usage'} by the UTC day: these charges stay on UTC days.`}
          >
            {provider}: {all ? 'UTC days' : 'some UTC days'}
          </Badge>
        )
      })}
    </>
  )
}
