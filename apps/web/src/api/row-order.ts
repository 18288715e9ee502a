type RowOrder = {
  readonly sort:
    | 'date'
    | 'amount'
    | 'provider'
    | 'service'
    | 'service_category'
    | 'charge_category'
    | 'account'
    | 'region'
    | 'resource'
  readonly metric?: 'effective' | 'billed' | 'list' | 'contracted'
}

/** How the API names the order of a column. Columns that are not here cannot be sorted on the server. */
const ORDERS: Readonly<Record<string, RowOrder>> = {
  ChargePeriodStart: { sort: 'date' },
  ServiceProviderName: { sort: 'provider' },
  ServiceName: { sort: 'service' },
  ServiceCategory: { sort: 'service_category' },
  ChargeCategory: { sort: 'charge_category' },
  SubAccountId: { sort: 'account' },
  RegionId: { sort: 'region' },
  ResourceId: { sort: 'resource' },
  EffectiveCost: { sort: 'amount', metric: 'effective' },
  BilledCost: { sort: 'amount', metric: 'billed' },
  ListCost: { sort: 'amount', metric: 'list' },
  ContractedCost: { sort: 'amount', metric: 'contracted' },
}

export function canSortRowsBy(column: string): boolean {
  return column in ORDERS
}

export function rowOrder(column: string | null): RowOrder {
  return (column === null ? undefined : ORDERS[column]) ?? { sort: 'date' }
}
