const FIELDS = [
  { name: 'minute', low: 0, high: 59, names: [] },
  { name: 'hour', low: 0, high: 23, names: [] },
  { name: 'day of month', low: 1, high: 31, names: [] },
  {
    name: 'month',
    low: 1,
    high: 12,
    names: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', low: 0, high: 7, names: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const

/** What is wrong with a five-field cron expression; undefined when nothing is. */
export function cronFault(expression: string): string | undefined {
  const parts = expression.trim().split(/\s+/)
  if (parts.length !== FIELDS.length) {
    return `A schedule has five fields (minute hour day month weekday), as in "0 6 * * *"; "${expression}" has ${parts.length}.`
  }
  for (const [index, field] of FIELDS.entries()) {
    const part = parts[index] ?? ''
    const bad = part.split(',').find((item) => !isItem(item, field))
    if (bad !== undefined)
      return `"${bad}" is not a valid ${field.name} (${field.low}-${field.high}) in the schedule "${expression}".`
  }
  return undefined
}

type Field = (typeof FIELDS)[number]

function isItem(item: string, field: Field): boolean {
  const match = /^(\*|[a-z0-9]+)(?:-([a-z0-9]+))?(?:\/(\d+))?$/i.exec(item)
  if (!match) return false
  const [, first = '', last, step] = match
  if (step !== undefined && Number(step) < 1) return false
  if (first === '*') return last === undefined
  const from = numberOf(first, field)
  const to = last === undefined ? from : numberOf(last, field)
  return from !== undefined && to !== undefined && from <= to
}

function numberOf(text: string, { low, high, names }: Field): number | undefined {
  const byName = (names as readonly string[]).indexOf(text.toLowerCase())
  if (byName >= 0) return byName + low
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN
  return number >= low && number <= high ? number : undefined
}
