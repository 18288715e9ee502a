type Thing = {
  readonly provider: string
  readonly model: string
  readonly meter: string
  readonly tier: string
  readonly band: string
  readonly region: string
  readonly timeWindow: string | null
  readonly currency: string
}

/** Whether two prices are for the same thing, whatever their days and amounts. */
export function sameThing(a: Thing, b: Thing): boolean {
  return (['provider', 'model', 'meter', 'tier', 'band', 'region', 'timeWindow', 'currency'] as const).every(
    (part) => a[part] === b[part],
  )
}
