/** One line of the printed table. `asked` is what the product promises; empty when it promises nothing. */
export type Figure = {
  readonly name: string
  readonly value: string
  readonly asked: string
  readonly met: boolean | null
}

export function atMost(name: string, value: number, limit: number, unit: string): Figure {
  return { name, value: `${format(value)} ${unit}`, asked: `≤ ${format(limit)} ${unit}`, met: value <= limit }
}

export function atLeast(name: string, value: number, limit: number, unit: string): Figure {
  return { name, value: `${format(value)} ${unit}`, asked: `≥ ${format(limit)} ${unit}`, met: value >= limit }
}

export function plain(name: string, value: number, unit: string): Figure {
  return { name, value: `${format(value)} ${unit}`, asked: '', met: null }
}

/** Value below which the given share of the samples lies (nearest rank). */
export function percentile(samples: readonly number[], share: number): number {
  const sorted = [...samples].sort((a, b) => a - b)
  const value = sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]
  if (value === undefined) throw new Error('no samples')
  return value
}

export function printFigures(title: string, figures: readonly Figure[]): void {
  console.log(`\n${title}`)
  const width = Math.max(...figures.map((figure) => figure.name.length))
  for (const { name, value, asked, met } of figures) {
    const verdict = met === null ? '' : met ? '  met' : '  MISSED'
    console.log(`  ${name.padEnd(width)}  ${value.padStart(18)}  ${asked.padEnd(18)}${verdict}`)
  }
}

function format(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : value.toFixed(value >= 10 ? 1 : 2)
}
