import type { DayRange } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { Credential, ProcessorContext } from '@cloudact/engine/processor'
import type { MeterType } from './meter.ts'
import type { ServiceTier, UsageFact } from './usage-fact.ts'

/** A usage record that could not be understood; it becomes a finding, never a guess. */
export type RejectedRecord = { readonly reason: string; readonly values: Readonly<Record<string, unknown>> }

export type UsageBatch = {
  /** Days this batch is complete for. */
  readonly range: DayRange
  readonly facts: readonly UsageFact[]
  readonly rejected: readonly RejectedRecord[]
}

/** What a line of the vendor's bill is about, in our terms. */
export type LineMeaning =
  | {
      readonly kind: 'metered'
      readonly model: string
      readonly meter: MeterType
      readonly tier: ServiceTier
      /** `long`: tokens of requests above the model's context threshold. */
      readonly contextBand: 'base' | 'long' | (string & {})
      /** Where it was processed; null when the line does not tell. */
      readonly region: string | null
    }
  | { readonly kind: 'credit' }
  /** Its money is reconciled without a meter. */
  | { readonly kind: 'unmapped' }

/** One line of what the vendor says it billed. */
export type VendorCost = {
  readonly day: string
  readonly projectId: string | null
  readonly apiKeyId: string | null
  /** As the vendor names it; null when it does not split. */
  readonly lineItem: string | null
  readonly meaning: LineMeaning
  /** Source text of the amount, digit for digit. */
  readonly amount: string
  /** ISO 4217, upper case. */
  readonly currency: string
  readonly quantity: string | null
  readonly quantityUnit: string | null
}

export type CostBatch = { readonly range: DayRange; readonly costs: readonly VendorCost[] }

export type PairedDimension = 'band' | 'region'

/** An open connection to one vendor account. */
export type PaygSource = {
  /** Batches in order of time; each is complete, so a batch is what gets written at once. */
  usage(range: DayRange): AsyncIterable<UsageBatch>
  /** Absent: the vendor has no cost interface. */
  readonly costs?: (range: DayRange) => AsyncIterable<CostBatch>
  /** Display names of projects by id; empty when the key may not list them. */
  projectNames(): Promise<ReadonlyMap<string, string>>
  /** Display names of API keys by id. Absent: the vendor's names are not read. */
  readonly apiKeyNames?: () => Promise<ReadonlyMap<string, string>>
  /** The vendor's own id of the account, once an answer revealed it. */
  accountId(): string | undefined
  /** Releases what the vendor's client holds. */
  readonly close?: () => Promise<void>
}

/** What a vendor adds to usage-priced GenAI: a file `adapters/<provider>.ts` that default-exports this. */
export type PaygAdapter = {
  /** Tiers whose usage the vendor's cost interface leaves out: outside the comparison (75 §3.2 c). */
  readonly tiersOutsideCosts: readonly string[]
  /** Dimensions that usage and bill both tell, so that they are compared apart. */
  readonly pairedBy: readonly PairedDimension[]
  /** What the vendor calls a project: FOCUS `SubAccountType`. */
  readonly subAccountType: 'Project' | 'Workspace'
  open(context: ProcessorContext, credential: Credential, baseUrl: string): Promise<PaygSource>
}

const PROVIDER = /^[a-z][a-z0-9_]*$/

/** Finds the adapter by provider key: `azure_openai` → `adapters/azure-openai.ts`. Throws `config_invalid`. */
export async function loadPaygAdapter(provider: string): Promise<PaygAdapter> {
  const file = provider.replaceAll('_', '-')
  if (PROVIDER.test(provider)) {
    try {
      const module = (await import(`./adapters/${file}.ts`)) as { default?: PaygAdapter }
      if (module.default) return module.default
    } catch (cause) {
      throw new AppError(
        'config_invalid',
        `Usage of "${provider}" cannot be read: there is no adapter for it.`,
        { cause },
      )
    }
  }
  throw new AppError('config_invalid', `Usage of "${provider}" cannot be read: there is no adapter for it.`)
}
