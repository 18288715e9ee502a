import { column, type FocusColumn } from './column.ts'
import { COST_AND_USAGE_COLUMNS } from './cost-and-usage-columns.ts'
import { REMOVED_IN_1_4 } from './other-versions.ts'

/** Versions of the specification in which charges can be handed on, oldest first. */
export const EXPORT_VERSIONS = ['1.2', '1.3', '1.4'] as const
export type ExportVersion = (typeof EXPORT_VERSIONS)[number]

/** The two that `ADDED_IN_1_4` names; 1.3 has nothing they could be filled from. */
const NEW_IN_1_4: readonly FocusColumn[] = [
  column(
    'CommitmentProgramEligibilityDetails',
    'dimension',
    'conditional',
    true,
    'json',
    'json-object',
    '1.4',
  ),
  column('InvoiceDetailId', 'dimension', 'conditional', true, 'string', 'text', '1.4'),
]

const REMOVED: ReadonlySet<string> = new Set(REMOVED_IN_1_4)

/**
 * The columns of the Cost and Usage dataset of a version, in the order of the specification. 1.2 is 1.3 without the eight
 * columns that came with it, 1.4 is 1.3 without the two it had deprecated and with two of its own.
 */
export function columnsOfVersion(version: ExportVersion): readonly FocusColumn[] {
  switch (version) {
    case '1.2':
      return COST_AND_USAGE_COLUMNS.filter(({ introduced }) => introduced !== '1.3').map((known) => ({
        ...known,
        deprecated: null,
      }))
    case '1.3':
      return COST_AND_USAGE_COLUMNS
    case '1.4':
      return [...COST_AND_USAGE_COLUMNS.filter(({ id }) => !REMOVED.has(id)), ...NEW_IN_1_4].sort((a, b) =>
        a.id < b.id ? -1 : 1,
      )
  }
}
