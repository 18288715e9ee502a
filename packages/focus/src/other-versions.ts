import type { FocusVersion } from './column.ts'
import { COST_AND_USAGE_COLUMNS } from './cost-and-usage-columns.ts'

/** Columns of the Cost and Usage dataset that 1.4 added to those of 1.3. */
export const ADDED_IN_1_4 = ['InvoiceDetailId', 'CommitmentProgramEligibilityDetails'] as const

/** Columns 1.4 removed; a file of an earlier version must have them. */
export const REMOVED_IN_1_4 = ['ProviderName', 'PublisherName'] as const

/**
 * Column ids before 1.0 and what they are called since, from the specification's change log; `Provider`, `Publisher` and
 * `InvoiceIssuer` are the spellings of early exports that never were in it.
 */
export const RENAMED_COLUMNS: Readonly<Record<string, string>> = {
  AmortizedCost: 'EffectiveCost',
  ChargeType: 'ChargeCategory',
  UsageQuantity: 'ConsumedQuantity',
  UsageUnit: 'ConsumedUnit',
  Region: 'RegionId',
  Provider: 'ProviderName',
  Publisher: 'PublisherName',
  InvoiceIssuer: 'InvoiceIssuerName',
}

const ORDER: readonly FocusVersion[] = ['0.5', '1.0-preview', '1.0', '1.1', '1.2', '1.3', '1.4']

/**
 * The oldest version that has all FOCUS columns of a file; 1.4 also when its successors stand where 1.4 removed columns.
 * A file may leave out columns, so the version it was written for can be newer.
 */
export function versionOfColumns(names: readonly string[]): FocusVersion {
  const has = (name: string) => names.includes(name)
  if (ADDED_IN_1_4.some(has)) return '1.4'
  if (has('ServiceProviderName') && !REMOVED_IN_1_4.some(has)) return '1.4'
  const newest = Math.max(
    0,
    ...COST_AND_USAGE_COLUMNS.filter(({ id }) => has(id)).map(({ introduced }) => ORDER.indexOf(introduced)),
  )
  return ORDER[newest] ?? '0.5'
}
