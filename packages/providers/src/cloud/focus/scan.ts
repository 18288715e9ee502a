import { AppError } from '@cloudact/core/errors'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { nameOf } from '../files/file-name.ts'
import { columnsOf } from './columns.ts'
import type { FocusFile } from './focus-file.ts'
import { PROVIDERS, sliceOfRow, valueOf } from './raw-select.ts'

/** What the files hold of one billing account and month. */
export type ScannedSlice = {
  readonly account: string
  /** `YYYY-MM`. */
  readonly month: string
  readonly files: readonly FocusFile[]
  readonly rows: number
  readonly currencies: readonly string[]
  readonly providers: readonly string[]
  /** Whether its files hold rows of other slices too. */
  readonly shared: boolean
}

type Part = {
  readonly file: FocusFile
  readonly account: string
  readonly month: string
  readonly currency: string
  readonly provider: string
  readonly rows: number
}

/** Reads which accounts and months the files have rows of. Throws `invalid_input` for rows that name neither. */
export async function scanFiles(
  context: ProcessorContext,
  files: readonly FocusFile[],
): Promise<readonly ScannedSlice[]> {
  const parts: Part[] = []
  for (const [format, group] of Map.groupBy(files, (file) => file.format))
    parts.push(...(await scanFormat(context, format, group)))
  const slices = Map.groupBy(parts, ({ account, month }) => JSON.stringify([account, month]))
  const slicesOfFile = Map.groupBy(parts, ({ file }) => file)
  return [...slices.values()].flatMap((own) => {
    const [first] = own
    if (!first) return []
    const its = [...new Set(own.map(({ file }) => file))]
    const formats = new Set(its.map(({ format }) => format))
    if (formats.size > 1) {
      throw new AppError(
        'invalid_input',
        `Account ${first.account} has CSV or JSON and Parquet files for ${first.month}. Both together would count it twice: ` +
          'leave one of the two in place. Every month was left as it was.',
      )
    }
    const same = (part: Part) => part.account === first.account && part.month === first.month
    return [
      {
        account: first.account,
        month: first.month,
        files: its,
        rows: own.reduce((sum, { rows }) => sum + rows, 0),
        currencies: distinct(own.map(({ currency }) => currency)),
        providers: distinct(own.map(({ provider }) => provider)),
        shared: its.some((file) => slicesOfFile.get(file)?.some((part) => !same(part))),
      },
    ]
  })
}

async function scanFormat(
  context: ProcessorContext,
  format: FocusFile['format'],
  files: readonly FocusFile[],
): Promise<Part[]> {
  const byPath = new Map(files.map((file) => [file.path, file]))
  const columns = columnsOf(files)
  const { account, month } = sliceOfRow(columns)
  const text = (name: string) => valueOf({ name, type: 'string' }, columns)
  const currency = text('BillingCurrency')
  const provider = `COALESCE(${PROVIDERS.map(text).join(', ')})`
  const rows = await context.readFiles({
    format,
    paths: [...byPath.keys()],
    fileColumn: 'file of the row',
    select: `SELECT "file of the row" AS file, ${account} AS account, ${month} AS month, ${currency} AS currency,
        ${provider} AS provider, COUNT(*) AS n
      FROM {{source}} GROUP BY "file of the row", ${account}, ${month}, ${currency}, ${provider}`,
  })
  return rows.map((row) => {
    const file = byPath.get(String(row['file']))
    if (!file) throw new AppError('internal', 'The warehouse read a file it was not given.')
    if (row['account'] === null || row['month'] === null) {
      throw new AppError(
        'invalid_input',
        `${String(row['n'])} rows of "${nameOf(file.name)}"${file.parts.length > 1 ? ` and ${file.parts.length - 1} more files` : ''} have no ${row['account'] === null ? 'BillingAccountId' : 'BillingPeriodStart'}. ` +
          'Every month was left as it was.',
      )
    }
    return {
      file,
      account: String(row['account']),
      month: String(row['month']),
      currency: String(row['currency'] ?? ''),
      provider: String(row['provider'] ?? ''),
      rows: Number(row['n']),
    }
  })
}

function distinct(values: readonly string[]): string[] {
  return [...new Set(values)].sort()
}
