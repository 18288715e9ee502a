import { AppError } from '@cloudact/core/errors'
import type { ExportColumn, ExportColumns } from './export-columns.ts'

export type MatchedColumn = {
  readonly column: ExportColumn
  /** Columns of the file that carry it, preferred first; none when the export lacks it. */
  readonly names: readonly string[]
}

export type MatchedHeader = {
  readonly columns: readonly MatchedColumn[]
  /** Headers nobody knows. Nothing is read from them. */
  readonly unknown: readonly string[]
}

/**
 * Finds out what the columns of a file mean. Headers are compared by their letters and digits; of a localized one,
 * `Ressourcengruppe (ResourceGroup)`, the name in parentheses counts first.
 *
 * Throws `invalid_input` naming the columns without which an export cannot be converted.
 */
export function matchHeader(names: readonly string[], { columns, unread }: ExportColumns): MatchedHeader {
  const known = new Set([...columns.flatMap(({ spellings }) => spellings), ...unread].map(identityOf))
  const byIdentity = new Map<string, string>()
  const unknown: string[] = []
  for (const name of names) {
    const identity = identitiesOf(name).find((each) => known.has(each))
    if (identity === undefined) unknown.push(name)
    else if (byIdentity.has(identity)) refuseTwice(byIdentity.get(identity) ?? '', name)
    else byIdentity.set(identity, name)
  }
  const matched = columns.map((column) => ({
    column,
    names: column.spellings.flatMap((spelling) => byIdentity.get(identityOf(spelling)) ?? []),
  }))
  const missing = matched.filter(({ column, names: found }) => column.needed !== null && found.length === 0)
  if (missing.length > 0) {
    const wanted = missing.map(({ column }) => column.spellings.join(' or ')).join('; ')
    const seen = unknown.length > 0 ? ` Unknown columns there: ${listed(unknown)}.` : ''
    throw new AppError(
      'invalid_input',
      `The Azure export has no column ${wanted}.${seen} The month was left as it was. Export cost and usage details as ` +
        'comma-separated CSV or Parquet; a spelling this installation does not know can be added to ' +
        'seed/azure/export_columns.csv.',
    )
  }
  return { columns: matched, unknown }
}

/** Names in quotation marks, cut to what fits a message. */
export function listed(names: readonly string[]): string {
  const shown = names.slice(0, 10).map((name) => `"${name.slice(0, 60)}"`)
  return names.length > shown.length
    ? `${shown.join(', ')} and ${names.length - shown.length} more`
    : shown.join(', ')
}

function refuseTwice(first: string, second: string): never {
  throw new AppError(
    'invalid_input',
    `The Azure export has the columns ${listed([first, second])}, which mean the same. The month was left as it was.`,
  )
}

/** What spellings of one column have in common. */
function identityOf(name: string): string {
  return name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')
}

function identitiesOf(name: string): string[] {
  const english = /\(([^()]+)\)\s*$/.exec(name)?.[1]
  return [...(english === undefined ? [] : [english, name.replace(/\([^()]+\)\s*$/, '')]), name].map(
    identityOf,
  )
}
