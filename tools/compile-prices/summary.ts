import type { Compiled } from './compile.ts'
import { type Disagreement, KINDS } from './decision.ts'

/** The figures of a compilation as Markdown tables, for `docs/prices.md`. */
export function summaryText({ lists, disagreements, leftOut }: Compiled): string {
  const counts = [...lists].map(([provider, rows]) => ({
    provider,
    models: new Set(rows.map(({ model }) => model)).size,
    rows: rows.length,
  }))
  const total = (of: 'models' | 'rows'): number => counts.reduce((sum, count) => sum + count[of], 0)
  return [
    table(
      ['provider', 'models', 'prices'],
      [
        ...counts.map(({ provider, models, rows }) => [provider, String(models), String(rows)]),
        ['**all**', String(total('models')), String(total('rows'))],
      ],
    ),
    `${disagreements.length} disagreements:`,
    table(['kind', 'settled by', 'count'], settled(disagreements)),
    'Values the catalogues have and the lists leave out:',
    table(
      ['catalogue: field or reason', 'values'],
      [...leftOut].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([reason, count]) => [reason, String(count)]),
    ),
  ].join('\n\n')
}

/** A disagreement as one line: what it is about, what each catalogue says, what was decided. */
export function disagreementLine({ kind, thing, values, decision }: Disagreement): string {
  const { provider, model, meter, tier, band, region } = thing
  const said = Object.entries(values).map(([source, value]) => `${source} ${value}`)
  const outcome = decision
    ? `${decision.choose}${decision.value && ` ${decision.value}`}: ${decision.reason}`
    : 'NOT SETTLED'
  return [kind, provider, model, meter, tier, band, region, said.join(' | '), outcome].join('\t')
}

function settled(disagreements: readonly Disagreement[]): string[][] {
  return KINDS.flatMap((kind) => {
    const choices = Map.groupBy(
      disagreements.filter((one) => one.kind === kind),
      ({ decision }) => (kind === 'reviewed' ? 'reviewed.csv' : (decision?.choose ?? '**nobody**')),
    )
    return [...choices]
      .toSorted(([a], [b]) => (a < b ? -1 : 1))
      .map(([choice, all]) => [kind, choice, String(all.length)])
  })
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  return [header, header.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}
