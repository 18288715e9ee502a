import { type Decimal, toMoneyText } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { type FocusDay, focusRow } from '../focus-row.ts'
import { vendorCostRow } from '../vendor-cost-row.ts'
import type { BalanceChange } from './balance-change.ts'

const METER = 'Balance Drawdown'

/** What one balance of one currency lost on a day. */
export type Drawdown = {
  readonly day: string
  readonly currency: string
  /** `granted`: the vendor's gift, which nobody pays. */
  readonly balance: 'granted' | 'topped_up'
  readonly amount: Decimal
  /** First and last reading it was seen between. */
  readonly from: string
  readonly to: string
}

/** Adds up the spend of a day's changes by currency and balance; what lost nothing is left out. */
export function drawdowns(day: string, changes: readonly BalanceChange[]): Drawdown[] {
  const own = changes.filter((change) => change.day === day)
  return [...Map.groupBy(own, ({ currency }) => currency)].flatMap(([currency, seen]) =>
    (['granted', 'topped_up'] as const).flatMap((balance): Drawdown[] => {
      const spent = seen.map((change) => (balance === 'granted' ? change.spentGranted : change.spentToppedUp))
      const amount = spent.reduce((sum, part) => sum.plus(part))
      if (amount.isZero()) return []
      const from = seen.map((change) => change.from).sort()[0] ?? ''
      const to =
        seen
          .map((change) => change.to)
          .sort()
          .at(-1) ?? ''
      return [{ day, currency, balance, amount, from, to }]
    }),
  )
}

export function drawdownCostRow(drawdown: Drawdown, provider: string, accountId: string): Row {
  return vendorCostRow(
    {
      day: drawdown.day,
      projectId: null,
      apiKeyId: null,
      lineItem: `${METER} (${drawdown.balance.replace('_', ' ')})`,
      meaning: { kind: 'unmapped' },
      amount: drawdown.amount.toFixed(),
      currency: drawdown.currency,
      quantity: null,
      quantityUnit: null,
    },
    provider,
    accountId,
    true,
  )
}

/**
 * Spend seen in a balance alone as a FOCUS row (75 §3.1, §3.3): the meter is the balance, its unit the currency, its
 * price 1. Granted credit costs nobody anything: billed and effective are 0, list keeps what it was worth.
 */
export function drawdownFocusRow(drawdown: Drawdown, day: FocusDay): Row {
  const { currency, balance } = drawdown
  const amount = toMoneyText(drawdown.amount)
  const paid = balance === 'granted' ? '0' : amount
  const sku = `${day.provider}/balance/${balance.replace('_', '-')}-drawdown`
  return focusRow(
    day,
    { id: null, name: null },
    { currency, billed: paid, effective: paid, list: amount, contracted: amount },
    {
      ChargeCategory: 'Usage',
      ChargeDescription: `Estimate from the ${balance.replace('_', '-')} balance, which fell by ${drawdown.amount.toFixed()} ${currency} between ${drawdown.from} and ${drawdown.to}; ${day.vendor} reports no usage`,
      PricingCategory: 'Standard',
      SkuId: sku,
      SkuMeter: METER,
      SkuPriceId: `${sku}:standard:global:${currency.toLowerCase()}`,
      ListUnitPrice: '1',
      ContractedUnitPrice: '1',
      PricingCurrencyListUnitPrice: '1',
      PricingCurrencyContractedUnitPrice: '1',
      PricingQuantity: amount,
      PricingUnit: currency,
      ConsumedQuantity: amount,
      ConsumedUnit: currency,
      x_charge_origin: 'usage_priced',
      x_billed_source: 'priced_estimate',
      x_source_system: 'genai_balance_snapshots',
      x_source_record_id: `${day.provider}/drawdown/${drawdown.day}/${currency}/${balance}`,
    },
  )
}
