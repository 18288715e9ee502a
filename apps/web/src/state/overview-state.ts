import { parseAsBoolean, parseAsStringLiteral } from 'nuqs'

export const METRICS = ['effective', 'billed', 'list'] as const
export type Metric = (typeof METRICS)[number]

export const METRIC_LABELS: Readonly<Record<Metric, { readonly label: string; readonly hint: string }>> = {
  effective: {
    label: 'Effective',
    hint: 'Accrual view: commitments spread over what they cover (EffectiveCost)',
  },
  billed: { label: 'Billed', hint: 'Cash view: what invoices say (BilledCost)' },
  list: { label: 'List', hint: 'Public prices before any discount (ListCost)' },
}

/** What the dashboard shows; every choice is in the address so that a link shows the same numbers. */
export const overviewState = {
  metric: parseAsStringLiteral(METRICS).withDefault('effective'),
  tax: parseAsBoolean.withDefault(false),
  credits: parseAsBoolean.withDefault(true),
}

export type OverviewChoice = { readonly metric: Metric; readonly tax: boolean; readonly credits: boolean }

/** The cash view is what was billed: nothing is left out of it. */
export function includedIn({ metric, tax, credits }: OverviewChoice): {
  readonly tax: boolean
  readonly credits: boolean
} {
  const cash = metric === 'billed'
  return { tax: cash || tax, credits: cash || credits }
}

const COLUMN_OF = { effective: 'EffectiveCost', billed: 'BilledCost', list: 'ListCost' } as const

/** The cost table's state that adds up to the overview's figures: the same tax and credits, largest cost first. */
export function costsOf(choice: OverviewChoice) {
  return { ...includedIn(choice), sort: COLUMN_OF[choice.metric] }
}
