import { AppError } from '@cloudact/core/errors'
import { readCsvHead } from '../files/csv.ts'
import { columnIdentity } from './cur-columns.ts'
import type { Manifest } from './manifest.ts'
import { readParquetFooter } from '../files/parquet-footer.ts'

/** Downloaded files of one delivery, checked to be whole. */
export type Delivery = {
  readonly manifest: Manifest
  readonly paths: readonly string[]
  /** Column names as the files spell them. */
  readonly columns: readonly string[]
  readonly accountId: string
}

/**
 * Reads what the files say about themselves. Parts must agree on their columns; the payer is the account the person
 * set, else the manifest's, else the first one found in the files.
 */
export async function inspectDelivery(
  manifest: Manifest,
  paths: readonly string[],
  expectedAccount: string | undefined,
): Promise<Delivery> {
  const heads = await Promise.all(
    paths.map((path, index) =>
      manifest.format === 'csv' ? csvHead(path, manifest.files[index] ?? path) : parquetHead(path),
    ),
  )
  const columns = heads[0]?.columns ?? []
  const odd = heads.findIndex((head) => head.columns.join('\n') !== columns.join('\n'))
  if (odd > 0) {
    throw new AppError(
      'invalid_input',
      `"${manifest.files[odd]}" of the AWS bill has other columns than the first part. The month was left as it was.`,
    )
  }
  const accountId = expectedAccount ?? manifest.accountId ?? heads.find(({ payer }) => payer !== null)?.payer
  if (!accountId) {
    throw new AppError(
      'invalid_input',
      "The export does not say which payer account it belongs to. Set account_id in the integration's metadata.",
    )
  }
  return { manifest, paths, columns, accountId }
}

type Head = { readonly columns: readonly string[]; readonly payer: string | null }

const PAYER_COLUMNS = new Set(['billpayeraccountid', 'billingaccountid'])

async function csvHead(path: string, file: string): Promise<Head> {
  const { header, first } = await readCsvHead(path, file)
  const at = header.findIndex((name) => PAYER_COLUMNS.has(columnIdentity(name)))
  return { columns: header, payer: first?.[at] || null }
}

async function parquetHead(path: string): Promise<Head> {
  const footer = await readParquetFooter(path)
  const payer = footer?.columns.find((name) => PAYER_COLUMNS.has(columnIdentity(name)))
  return { columns: footer?.columns ?? [], payer: (payer && footer?.smallestText(payer)) || null }
}
