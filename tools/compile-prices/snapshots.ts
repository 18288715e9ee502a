import type { Settled } from './settle.ts'

const SNAPSHOT = /^(.+)-\d{4}-\d{2}-\d{2}$/
/** Names OpenAI moves from snapshot to snapshot or never dated. */
const UNDATED = /-latest|-preview|^(text-|dall-e|tts-|whisper|sora|babbage|davinci|curie|ada)/
const DATED_PREVIEW = /^(gpt-4o|gpt-4\.5|o1|computer-use)/

/**
 * One row for a model and its dated snapshots, `gpt-5[-date]`, where they cost the same; a snapshot keeps rows only for
 * prices that differ. Fine-tunes stand for every tune of their base. OpenAI only: its usage names snapshots that no
 * catalogue lists.
 */
export function foldSnapshots(settled: readonly Settled[]): readonly Settled[] {
  const parents = Map.groupBy(settled, (row) => `${row.model}|${ofModel(row)}`)
  const names = new Set(settled.map(({ model }) => model))
  return settled.flatMap((row): Settled[] => {
    if (row.provider !== 'openai') return [row]
    if (row.model.startsWith('ft:')) return [{ ...row, model: `${row.model}[:*]` }]
    const parent = SNAPSHOT.exec(row.model)?.[1]
    if (parent === undefined || !names.has(parent))
      return [isDated(row.model) ? { ...row, model: `${row.model}[-date]` } : row]
    const same = parents.get(`${parent}|${ofModel(row)}`) ?? []
    return same.some(({ price }) => price.eq(row.price)) ? [] : [row]
  })
}

function isDated(model: string): boolean {
  if (SNAPSHOT.test(model)) return false
  return !UNDATED.test(model) || (model.endsWith('-preview') && DATED_PREVIEW.test(model))
}

function ofModel({ provider, meter, tier, band, region, window }: Settled): string {
  return [provider, meter, tier, band, region, window].join('|')
}
