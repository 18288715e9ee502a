import { modelName } from '../model-name.ts'
import type { PairedDimension } from '../payg-adapter.ts'
import { NO_MODEL } from '../usage-fact.ts'
import type { PricedLine } from '../priced-line.ts'
import type { VendorLine } from './vendor-line.ts'

/** What is compared with what: the vendor's lines and our priced and unpriced usage of one key. */
export type GapKey = {
  readonly projectId: string | null
  readonly currency: string
  /** `project/model/meter/tier`, `*` where the key is coarser. */
  readonly name: string
  readonly level: 'meter' | 'model' | 'project' | 'line'
  readonly vendor: readonly VendorLine[]
  readonly priced: readonly PricedLine[]
  readonly unpriced: readonly PricedLine[]
}

/** Tools are billed without a model, whatever model called them. */
const TOOL_METERS = new Set([
  'web_search',
  'file_search',
  'code_interpreter',
  'code_execution',
  'vector_storage',
])

type Side = { vendor: VendorLine[]; priced: PricedLine[]; unpriced: PricedLine[] }

/**
 * Pairs a day's bill with a day's priced usage (75 §3.2 a). Key = project · model · meter · tier, and
 * the dimensions in `pairedBy`; what matches on
 * neither side is netted at the next coarser key, so an unmapped line item never yields a pair of opposite rows.
 * Every line of either side ends up in exactly one key. Lines of a bill that knows no projects are compared for the
 * account as a whole.
 */
export function pairKeys(
  vendor: readonly VendorLine[],
  usage: readonly PricedLine[],
  pairedBy: readonly PairedDimension[],
): GapKey[] {
  const byProject = vendor.some((line) => line.projectId !== null)
  const billCurrency = vendor[0]?.currency ?? ''
  const scopeOf = (projectId: string | null, currency: string) =>
    JSON.stringify([byProject ? projectId : null, currency])
  const scopes = new Map<string, Side>()
  const side = (key: string): Side => {
    const found = scopes.get(key) ?? { vendor: [], priced: [], unpriced: [] }
    scopes.set(key, found)
    return found
  }
  for (const line of vendor) side(scopeOf(line.projectId, line.currency)).vendor.push(line)
  for (const line of usage) {
    const scope = side(scopeOf(line.projectId, line.pricing?.price.currency ?? billCurrency))
    ;(line.pricing ? scope.priced : scope.unpriced).push(line)
  }
  return [...scopes].flatMap(([key, lines]) => {
    const [projectId, currency] = JSON.parse(key) as [string | null, string]
    return pairScope({ projectId, currency, meterKey: meterKeyBy(pairedBy) }, lines)
  })
}

type Scope = { readonly projectId: string | null; readonly currency: string; readonly meterKey: MeterKey }

function pairScope({ projectId, currency, meterKey }: Scope, all: Side): GapKey[] {
  const project = projectId ?? '-'
  const make = (level: GapKey['level'], name: string, side: Side): GapKey => ({
    projectId,
    currency,
    level,
    name: `${project}/${name}`,
    ...side,
  })
  const credits = group(
    all.vendor.filter((line) => line.kind === 'credit'),
    lineName,
  )
  const bill = all.vendor.filter((line) => line.kind !== 'credit')

  const byMeter = match(
    { ...all, vendor: bill },
    (line) => line.kind === 'metered' && meterKey(line),
    meterKey,
  )
  const byModel = match(byMeter.rest, (line) => line.kind === 'metered' && familyKey(line), familyKey)
  return [
    ...[...credits].map(([name, vendor]) => make('line', name, { vendor, priced: [], unpriced: [] })),
    ...[...byMeter.matched].map(([name, lines]) => make('meter', name, lines)),
    ...[...byModel.matched].map(([name, lines]) => make('model', `${name}/*`, lines)),
    ...remainder(byModel.rest, meterKey, make),
  ]
}

function remainder(
  rest: Side,
  meterKey: MeterKey,
  make: (level: GapKey['level'], name: string, side: Side) => GapKey,
): GapKey[] {
  const priced = rest.priced.filter((line) => !line.pricing?.contractedCost.isZero())
  const bothSides = rest.vendor.length > 0 && priced.length > 0
  if (bothSides) return [make('project', '*', { ...rest, priced })]
  const unmapped = rest.vendor.filter((line) => line.kind === 'unmapped')
  const joined = unmapped.length > 0 && rest.unpriced.length > 0
  const single = joined ? rest.vendor.filter((line) => line.kind !== 'unmapped') : rest.vendor
  return [
    ...(joined ? [make('project', '*', { vendor: unmapped, priced: [], unpriced: rest.unpriced })] : []),
    ...[...group(single, lineName)].map(([name, vendor]) =>
      make('line', name, { vendor, priced: [], unpriced: [] }),
    ),
    ...[...group(priced, meterKey)].map(([name, lines]) =>
      make('meter', name, { vendor: [], priced: lines, unpriced: [] }),
    ),
  ]
}

/** Splits off the keys that have lines on both sides. */
function match(
  side: Side,
  vendorKey: (line: VendorLine) => string | false,
  usageKey: (line: PricedLine) => string,
): { matched: Map<string, Side>; rest: Side } {
  const usageKeys = new Set([...side.priced, ...side.unpriced].map(usageKey))
  const vendorKeys = new Set(side.vendor.map(vendorKey))
  const matched = new Map<string, Side>()
  const rest: Side = { vendor: [], priced: [], unpriced: [] }
  const target = (key: string | false, other: ReadonlySet<string | false>): Side => {
    if (key === false || !other.has(key)) return rest
    const found = matched.get(key) ?? { vendor: [], priced: [], unpriced: [] }
    matched.set(key, found)
    return found
  }
  for (const line of side.vendor) target(vendorKey(line), usageKeys).vendor.push(line)
  for (const line of side.priced) target(usageKey(line), vendorKeys).priced.push(line)
  for (const line of side.unpriced) target(usageKey(line), vendorKeys).unpriced.push(line)
  return { matched, rest }
}

type Keyed = Pick<VendorLine | PricedLine, 'model' | 'meter' | 'tier' | 'band' | 'region'>
type MeterKey = (line: Keyed) => string

/** Names base and global nothing: they are what a line without the dimension is. */
function meterKeyBy(pairedBy: readonly PairedDimension[]): MeterKey {
  return (line) => {
    if (line.meter !== null && TOOL_METERS.has(line.meter)) return `${NO_MODEL}/${line.meter}/standard`
    const band = pairedBy.includes('band') && line.band !== 'base' ? [line.band] : []
    const region = pairedBy.includes('region') && (line.region ?? 'global') !== 'global' ? [line.region] : []
    return [line.model ?? '-', line.meter ?? '-', line.tier ?? '-', ...band, ...region].join('/')
  }
}

function familyKey(line: Pick<VendorLine | PricedLine, 'model'>): string {
  return modelName(line.model ?? '').family
}

function lineName(line: VendorLine): string {
  return line.lineItem ?? '*'
}

function group<Line>(lines: readonly Line[], keyOf: (line: Line) => string): Map<string, Line[]> {
  return Map.groupBy(lines, keyOf)
}
