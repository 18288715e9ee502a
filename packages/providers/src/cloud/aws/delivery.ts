import { AppError } from '@cloudact/core/errors'
import { readCsvHead } from './csv.ts'
import { columnIdentity } from './cur-columns.ts'
import type { Manifest } from './manifest.ts'

/** Downloaded files of one delivery, checked to be whole. */
export type Delivery = {
  readonly manifest: Manifest
  readonly paths: readonly string[]
  /** Column names as the files spell them. */
  readonly columns: readonly string[]
  readonly accountId: string
}

/**
 * Reads what the files say about themselves. CSV parts must agree on their header; the payer is the account the person
 * set, else the manifest's, else the first line's.
 */
export async function inspectDelivery(
  manifest: Manifest,
  paths: readonly string[],
  expectedAccount: string | undefined,
): Promise<Delivery> {
  let columns = manifest.columns.map(({ name }) => name)
  let firstAccount: string | undefined
  if (manifest.format === 'csv') {
    const heads = await Promise.all(
      paths.map((path, index) => readCsvHead(path, manifest.files[index] ?? path)),
    )
    columns = heads[0]?.header ?? []
    for (const [index, { header, first }] of heads.entries()) {
      if (header.join('\n') !== columns.join('\n')) {
        throw new AppError(
          'invalid_input',
          `"${manifest.files[index]}" of the AWS bill has other columns than the first part. The month was left as it was.`,
        )
      }
      const at = header.findIndex((name) => PAYER_COLUMNS.has(columnIdentity(name)))
      firstAccount ??= first?.[at] || undefined
    }
  }
  const accountId = expectedAccount ?? manifest.accountId ?? firstAccount
  if (!accountId) {
    throw new AppError(
      'invalid_input',
      "The export does not say which payer account it belongs to. Set account_id in the integration's metadata.",
    )
  }
  return { manifest, paths, columns, accountId }
}

const PAYER_COLUMNS = new Set(['billpayeraccountid', 'billingaccountid'])
