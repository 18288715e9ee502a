import type { Decimal } from '@cloudact/core/decimal'
import type { MeterType } from '../meter.ts'

/** One published price. Valid from `from` (inclusive) to `to` (exclusive); null is unbounded. */
export type Price = {
  readonly priceId: string
  /** `gpt-5[-date]` also stands for dated snapshots, `ft:base[:*]` for tunes of a base, `*` for every model. */
  readonly model: string
  readonly meter: MeterType
  readonly tier: string
  /** `base`, `long` (above the model's context threshold), an image size, a cache lifetime. */
  readonly band: string
  readonly region: string
  /** Per pricing unit of the meter, ≥ 0. */
  readonly unitPrice: Decimal
  readonly currency: string
  readonly from: string | null
  readonly to: string | null
}
