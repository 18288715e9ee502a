import { SUBCATEGORIES_BY_CATEGORY } from './service-subcategories.ts'

export const CHARGE_CATEGORIES = ['Usage', 'Purchase', 'Tax', 'Credit', 'Adjustment'] as const
export type ChargeCategory = (typeof CHARGE_CATEGORIES)[number]

/**
 * Values a column may hold, null apart. CommitmentDiscountStatus follows the specification (Used, Unused); the
 * published rule model lists Active, Expired and Pending there by mistake.
 */
export const ALLOWED_VALUES: Readonly<Record<string, readonly string[]>> = {
  ChargeCategory: CHARGE_CATEGORIES,
  ChargeClass: ['Correction'],
  ChargeFrequency: ['One-Time', 'Recurring', 'Usage-Based'],
  CommitmentDiscountCategory: ['Spend', 'Usage'],
  CommitmentDiscountStatus: ['Used', 'Unused'],
  CapacityReservationStatus: ['Used', 'Unused'],
  ContractCommitmentCategory: ['Spend', 'Usage'],
  PricingCategory: ['Standard', 'Dynamic', 'Committed', 'Other'],
  ServiceCategory: Object.keys(SUBCATEGORIES_BY_CATEGORY),
  ServiceSubcategory: Object.values(SUBCATEGORIES_BY_CATEGORY).flat(),
}
