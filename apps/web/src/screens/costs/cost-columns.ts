import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import type { CostRow } from '../../api/shapes.ts'
import type { Grouping } from '../../state/cost-state.ts'

export type CostColumnKind = 'money' | 'quantity' | 'ratio' | 'time' | 'text'

export type CostColumn = {
  readonly id: string
  readonly label: string
  readonly kind: CostColumnKind
  readonly shownByDefault: boolean
}

const DEFAULT_CHARGE_COLUMNS = new Set([
  'ChargePeriodStart',
  'ServiceProviderName',
  'ServiceName',
  'ChargeCategory',
  'ChargeDescription',
  'ConsumedQuantity',
  'EffectiveCost',
  'BilledCost',
])

/** `amount` repeats the effective cost, and a code beside its name adds nothing. */
const HIDDEN_GROUP_COLUMNS = new Set(['amount', 'contracted_cost', 'provider_key'])

/** Left out on a phone while nobody chose columns, so that name and amount stand side by side. */
const PHONE_HIDDEN = new Set([
  'ServiceProviderName',
  'ChargeCategory',
  'ChargeDescription',
  'ConsumedQuantity',
  'BilledCost',
  'service_category',
  'currency',
  'billed_cost',
  'list_cost',
  'record_count',
])

/** Class of a column's cells; `chosen` when a person picked the columns. */
export function phoneClass(column: string, chosen: boolean): string {
  return !chosen && PHONE_HIDDEN.has(column) ? 'max-sm:hidden' : ''
}

/** Columns that lead a table of charges, in this order; the rest follows as the specification lists them. */
const LEADING = [
  'ChargePeriodStart',
  'ServiceProviderName',
  'ServiceName',
  'ChargeCategory',
  'ChargeDescription',
  'ConsumedQuantity',
  'EffectiveCost',
  'BilledCost',
  'ListCost',
  'ContractedCost',
  'service',
  'provider',
  'service_category',
  'currency',
  'effective_cost',
  'billed_cost',
  'list_cost',
  'share',
]

/** Shorter names for the columns people look at all day; the rest keep the words of the specification. */
const SHORT_LABELS: Readonly<Record<string, string>> = {
  ChargePeriodStart: 'Day',
  ServiceProviderName: 'Provider',
  ServiceName: 'Service',
  ServiceCategory: 'Category',
  ChargeCategory: 'Charge',
  ChargeDescription: 'Description',
  ConsumedQuantity: 'Consumed',
  EffectiveCost: 'Effective',
  BilledCost: 'Billed',
  ListCost: 'List',
  ContractedCost: 'Contracted',
  effective_cost: 'Effective',
  billed_cost: 'Billed',
  list_cost: 'List',
  contracted_cost: 'Contracted',
  record_count: 'Charges',
  service_category: 'Category',
}

const FOCUS_KINDS: ReadonlyMap<string, CostColumnKind> = new Map(
  COST_AND_USAGE_COLUMNS.map((column) => [
    column.id,
    column.type === 'timestamp'
      ? 'time'
      : column.type === 'decimal'
        ? /Cost$/.test(column.id)
          ? 'money'
          : 'quantity'
        : 'text',
  ]),
)

/** The columns the rows have, with how to show each; taken from the data so that new columns appear by themselves. */
export function columnsFor(group: Grouping, rows: readonly CostRow[]): readonly CostColumn[] {
  const ids = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  return ordered(ids).map((id) => ({
    id,
    label: labelOf(id),
    kind: kindOf(id),
    shownByDefault: group === 'rows' ? DEFAULT_CHARGE_COLUMNS.has(id) : !HIDDEN_GROUP_COLUMNS.has(id),
  }))
}

export function visibleIds(
  columns: readonly CostColumn[],
  chosen: readonly string[] | null,
): readonly string[] {
  if (chosen) return columns.filter((column) => chosen.includes(column.id)).map((column) => column.id)
  return columns.filter((column) => column.shownByDefault).map((column) => column.id)
}

function ordered(ids: readonly string[]): readonly string[] {
  const leading = LEADING.filter((id) => ids.includes(id))
  return [...leading, ...ids.filter((id) => !LEADING.includes(id))]
}

function kindOf(id: string): CostColumnKind {
  const known = FOCUS_KINDS.get(id)
  if (known) return known
  if (/(^|_)(cost|amount|tax|credits)$|_(cost|amount)$/.test(id)) return 'money'
  if (/(count|quantity|days|records)$/.test(id)) return 'quantity'
  if (/(share|ratio|percentage)$/.test(id)) return 'ratio'
  if (/(_at|_time|_timestamp)$/.test(id)) return 'time'
  return 'text'
}

/** `ServiceProviderName` → `Service provider name`, `x_run_id` → `x_run_id`, `billed_cost` → `Billed cost`. */
function labelOf(id: string): string {
  const short = SHORT_LABELS[id]
  if (short) return short
  if (id.startsWith('x_')) return id
  const words = id
    .replaceAll('_', ' ')
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .replace(/\b(sku|id)\b/g, (word) => word.toUpperCase())
  return words.charAt(0).toUpperCase() + words.slice(1)
}
