import { column, type FocusColumn } from './column.ts'

/** The 13 columns of the FOCUS 1.3 Contract Commitment dataset. The overview allows nulls in the two ids, the rules (CCT-ContractId-C-003, CCT-ContractCommitmentId-C-003) do not: the rules win. */
export const CONTRACT_COMMITMENT_COLUMNS: readonly FocusColumn[] = [
  column('BillingCurrency', 'dimension', 'mandatory', true, 'string', 'currency', '1.3'),
  column('ContractCommitmentCategory', 'dimension', 'mandatory', false, 'string', 'allowed-values', '1.3'),
  column('ContractCommitmentCost', 'metric', 'mandatory', true, 'decimal', 'numeric', '1.3'),
  column('ContractCommitmentDescription', 'dimension', 'mandatory', true, 'string', 'text', '1.3'),
  column('ContractCommitmentId', 'dimension', 'mandatory', false, 'string', 'text', '1.3'),
  column('ContractCommitmentPeriodEnd', 'dimension', 'mandatory', false, 'timestamp', 'date-time', '1.3'),
  column('ContractCommitmentPeriodStart', 'dimension', 'mandatory', false, 'timestamp', 'date-time', '1.3'),
  column('ContractCommitmentQuantity', 'metric', 'mandatory', true, 'decimal', 'numeric', '1.3'),
  column('ContractCommitmentType', 'dimension', 'mandatory', false, 'string', 'text', '1.3'),
  column('ContractCommitmentUnit', 'dimension', 'mandatory', true, 'string', 'unit', '1.3'),
  column('ContractId', 'dimension', 'mandatory', false, 'string', 'text', '1.3'),
  column('ContractPeriodEnd', 'dimension', 'mandatory', false, 'timestamp', 'date-time', '1.3'),
  column('ContractPeriodStart', 'dimension', 'mandatory', false, 'timestamp', 'date-time', '1.3'),
]
