/** What one account runs of one service: `count` resources, each with about `perDay` units of usage a day. */
export type Workload = {
  readonly account: string
  readonly code: string
  readonly name: string
  readonly family: string
  readonly usageType: string
  readonly operation: string
  readonly region: string
  readonly unit: string
  readonly rate: string
  readonly count: number
  readonly perDay: number
  /** Digits after the point of a quantity; 0 for hours and requests. */
  readonly places: number
  readonly instanceType?: string
  /** Pays with the savings plan as far as it reaches. */
  readonly covered?: 'savings_plan' | 'reservation' | 'spot'
  /** Seller of a marketplace subscription. */
  readonly seller?: string
  /** Weekends use this share of a weekday. */
  readonly weekend?: number
  /** Growth per month. */
  readonly growth?: number
}

/** Accounts that run something. */
export const RUNNING = {
  prod: '222233334444',
  staging: '333344445555',
  data: '444455556666',
  ml: '555566667777',
  sandbox: '666677778888',
} as const
