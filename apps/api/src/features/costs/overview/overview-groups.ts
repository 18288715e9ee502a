import { Decimal, toMoneyText } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { amountOf, shareOf, Sums, textOf } from '../cost-cells.ts'

const MOST_MOVERS = 10

/** The month to date by provider, category and service, and the largest changes. */
export function overviewGroups(rows: readonly Row[]) {
  const totals = new Sums()
  for (const row of rows) totals.add(textOf(row, 'currency'), amountOf(row, 'amount'))
  return {
    by_provider: groupBy(rows, 'provider', totals),
    by_category: groupBy(rows, 'service_category', totals),
    by_service: groupBy(rows, 'service', totals),
    movers: movers(rows),
  }
}

function groupBy(rows: readonly Row[], column: string, totals: Sums) {
  const groups = Map.groupBy(rows, (row) => `${textOf(row, 'currency')} ${textOf(row, column)}`)
  return [...groups.values()]
    .map((own) => {
      const currency = own[0] ? textOf(own[0], 'currency') : ''
      const amount = sumOf(own, 'amount')
      return {
        key: own[0] ? textOf(own[0], column) : '',
        currency,
        amount,
        previous: sumOf(own, 'previous_amount'),
        share: shareOf(amount, totals.get(currency)),
      }
    })
    .filter((group) => !group.amount.isZero() || !group.previous.isZero())
    .sort(
      (a, b) =>
        compareText(a.currency, b.currency) || b.amount.comparedTo(a.amount) || compareText(a.key, b.key),
    )
    .map(({ amount, previous, ...group }) => ({
      ...group,
      amount: toMoneyText(amount),
      previous_amount: toMoneyText(previous),
    }))
}

/** The services whose cost changed most, per currency, largest change first. */
function movers(rows: readonly Row[]) {
  const changes = rows.map((row) => ({
    provider: textOf(row, 'provider'),
    service: textOf(row, 'service'),
    currency: textOf(row, 'currency'),
    amount: amountOf(row, 'amount'),
    previous: amountOf(row, 'previous_amount'),
  }))
  const groups = Map.groupBy(changes, ({ provider, service, currency }) =>
    JSON.stringify([currency, provider, service]),
  )
  const merged = [...groups.values()].flatMap(([first, ...others]) =>
    first
      ? [
          others.reduce(
            (sum, other) => ({
              ...sum,
              amount: sum.amount.plus(other.amount),
              previous: sum.previous.plus(other.previous),
            }),
            first,
          ),
        ]
      : [],
  )
  const byCurrency = Map.groupBy(
    merged.filter(({ amount, previous }) => !amount.equals(previous)),
    ({ currency }) => currency,
  )
  return [...byCurrency]
    .sort(([a], [b]) => compareText(a, b))
    .flatMap(([, own]) =>
      own
        .sort(
          (a, b) =>
            size(b).comparedTo(size(a)) ||
            compareText(a.provider, b.provider) ||
            compareText(a.service, b.service),
        )
        .slice(0, MOST_MOVERS)
        .map(({ amount, previous, ...service }) => ({
          ...service,
          amount: toMoneyText(amount),
          previous_amount: toMoneyText(previous),
          change: toMoneyText(amount.minus(previous)),
        })),
    )
}

function size(change: { readonly amount: Decimal; readonly previous: Decimal }): Decimal {
  return change.amount.minus(change.previous).abs()
}

function sumOf(rows: readonly Row[], column: string): Decimal {
  return rows.reduce((sum, row) => sum.plus(amountOf(row, column)), new Decimal(0))
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
