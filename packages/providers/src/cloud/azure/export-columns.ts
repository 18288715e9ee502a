import type { Catalog } from '@cloudact/catalog/catalog'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

/** Which column of the raw tables each header of a cost export means: data, so that a new spelling needs no code. */
const SEED = 'azure/export_columns.csv'

export type ColumnKind = 'text' | 'amount' | 'day' | 'flag' | 'tags'

/** A column of the raw tables and the headers it is delivered under. */
export type ExportColumn = {
  readonly target: string
  readonly kind: ColumnKind
  /** Without the column, or also without a value in every line, an export cannot be converted. */
  readonly needed: 'column' | 'cell' | null
  /** Value of exports that have no such column. */
  readonly fallback: string | null
  /** Headers in order of preference. */
  readonly spellings: readonly string[]
}

export type ExportColumns = {
  readonly columns: readonly ExportColumn[]
  /** Headers that are known and not read. */
  readonly unread: readonly string[]
}

const SeedLine = z.object({
  spelling: z.string().min(1),
  target: z.string(),
  kind: z.enum(['text', 'amount', 'day', 'flag', 'tags', 'unread']),
  needed: z.enum(['', 'column', 'cell']),
  fallback: z.string(),
})

/** Reads the table of headers. Throws `config_invalid` when it is missing or malformed. */
export function exportColumns(catalog: Catalog): ExportColumns {
  const parsed = z.array(SeedLine).min(1).safeParse(catalog.seeds.get(SEED))
  if (!parsed.success) {
    throw new AppError(
      'config_invalid',
      `configs/seed/${SEED} does not say what the headers of an Azure export mean.`,
      { cause: parsed.error },
    )
  }
  const read = parsed.data.filter(({ kind }) => kind !== 'unread')
  const columns = [...Map.groupBy(read, ({ target }) => target)].map(([target, lines]): ExportColumn => {
    const [first] = lines
    if (!first || first.kind === 'unread' || lines.some(({ kind }) => kind !== first.kind)) {
      throw new AppError(
        'config_invalid',
        `configs/seed/${SEED} gives the column "${target}" several kinds. Every spelling of it needs the same one.`,
      )
    }
    return {
      target,
      kind: first.kind,
      needed: first.needed === '' ? null : first.needed,
      fallback: first.fallback || null,
      spellings: lines.map(({ spelling }) => spelling),
    }
  })
  return {
    columns,
    unread: parsed.data.filter(({ kind }) => kind === 'unread').map(({ spelling }) => spelling),
  }
}
