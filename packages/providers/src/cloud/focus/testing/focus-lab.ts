import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Credential } from '@cloudact/engine/processor'
import { openBillLab, type BillLab, type LabResult, type LabRun } from '../../aws/testing/bill-lab.ts'

export type FocusRow = Readonly<Record<string, string>>

/** A usage row of FOCUS 1.0; the rest of a version's columns is given beside it. */
export const USAGE: FocusRow = {
  BilledCost: '0.30',
  BillingAccountId: 'acct-1',
  BillingAccountName: 'Example',
  BillingCurrency: 'USD',
  BillingPeriodEnd: '2026-11-01T00:00:00Z',
  BillingPeriodStart: '2026-10-01T00:00:00Z',
  ChargeCategory: 'Usage',
  ChargeClass: '',
  ChargeDescription: 'Hours of a machine',
  ChargeFrequency: 'Usage-Based',
  ChargePeriodEnd: '2026-10-06T00:00:00Z',
  ChargePeriodStart: '2026-10-05T00:00:00Z',
  CommitmentDiscountCategory: '',
  CommitmentDiscountId: '',
  CommitmentDiscountName: '',
  CommitmentDiscountStatus: '',
  CommitmentDiscountType: '',
  ConsumedQuantity: '4',
  ConsumedUnit: 'Hours',
  ContractedCost: '0.30',
  ContractedUnitPrice: '0.075',
  EffectiveCost: '0.30',
  InvoiceIssuerName: 'Example Cloud',
  ListCost: '0.40',
  ListUnitPrice: '0.1',
  PricingCategory: 'Standard',
  PricingQuantity: '4',
  PricingUnit: 'Hours',
  ProviderName: 'Example Cloud',
  PublisherName: 'Example Cloud',
  RegionId: 'eu-1',
  RegionName: 'Europe',
  ResourceId: '',
  ResourceName: '',
  ResourceType: '',
  ServiceCategory: 'Compute',
  ServiceName: 'Machines',
  SkuId: 'SKU',
  SkuPriceId: 'SKU.P',
  SubAccountId: '',
  SubAccountName: '',
  Tags: '',
}
export const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }

export function openFocusLab(overlay: readonly string[] = []): Promise<BillLab> {
  return openBillLab(undefined, 'cloud/focus/import', overlay)
}

/** CSV of some rows, each laid over `base`; columns are those of all rows together. */
export function csvOf(rows: readonly FocusRow[], base: FocusRow = USAGE): string {
  const all = rows.map((row): FocusRow => ({ ...base, ...row }))
  const header = [...new Set(all.flatMap((row) => Object.keys(row)))]
  const cell = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  return `${[header, ...all.map((row) => header.map((name) => row[name] ?? ''))].map((cells) => cells.map(cell).join(',')).join('\n')}\n`
}

/** Writes files below a folder of the lab; what ends in `.gz` is packed. Returns the folder. */
export async function deliver(
  lab: BillLab,
  name: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const folder = join(lab.folder, name)
  await mkdir(folder, { recursive: true })
  for (const [key, content] of Object.entries(files)) {
    const path = join(folder, key)
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, key.endsWith('.gz') && typeof content === 'string' ? gzipSync(content) : content)
  }
  return folder
}

export function focusCredential(
  metadata: Readonly<Record<string, unknown>>,
  credentialId = 'cred-1',
  secrets: Credential['secrets'] = {},
): Credential {
  return { credentialId, provider: 'focus', name: 'Files of the test', secrets, metadata }
}

/** Runs the import of October 2026 for an organization named as the folder. */
export async function importFolder(
  lab: BillLab,
  name: string,
  options: Partial<LabRun> & { readonly metadata?: Readonly<Record<string, unknown>> } = {},
): Promise<LabResult> {
  const { metadata, ...run } = options
  return lab.run({
    org: name,
    credential: focusCredential({ source: 'path', path: join(lab.folder, name), ...metadata }),
    range: OCTOBER,
    ...run,
  })
}

/** Charges of an organization in the order of their descriptions, then amounts. */
export function chargesOf(lab: BillLab, org: string) {
  return lab.query(
    'SELECT * FROM {{table(cost_data_standard_1_3)}} ORDER BY ChargeDescription, BilledCost, BillingAccountId',
    {},
    org,
  )
}
