import type { Decimal } from '@cloudact/core/decimal'
import type { MeterType } from '../meter.ts'
import type { TimeWindow } from './time-window.ts'

/** One published price. Valid from `from` (inclusive) to `to` (exclusive); null is unbounded. */
export type Price = {
  readonly priceId: string
  /** `gpt-5[-date]` also stands for dated snapshots, `ft:base[:*]` for tunes of a base, `*` for every model. */
  readonly model: string
  readonly meter: MeterType
  /** `standard`, `batch`, `flex`, `priority`, `fast`: as the vendor served the request. */
  readonly tier: string
  /** `base`, `long` (a prompt above `minTokens`), `above_N` of a model with several steps, an image size. */
  readonly band: string
  /** Prompt tokens above which a long-context band applies; null for other bands. */
  readonly minTokens: number | null
  /** `global` for every region without a price of its own; else a cloud region or `us`, `eu`. */
  readonly region: string
  /** Null: at any time no window of the same thing covers. */
  readonly window: TimeWindow | null
  /** The window's text; `other` where windows of the same thing leave this price the rest; null: all day long. */
  readonly timeOfDay: string | null
  /** Per pricing unit of the meter, ≥ 0. */
  readonly unitPrice: Decimal
  readonly currency: string
  /** A day, or a UTC instant without its `Z`, so that it sorts with both. */
  readonly from: string | null
  readonly to: string | null
}
