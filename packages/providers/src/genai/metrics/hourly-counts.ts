import { createHash } from 'node:crypto'
import type { DayRange } from '@cloudact/core/day'
import type { RejectedRecord, UsageBatch } from '../payg-adapter.ts'
import type { UsageFact, UsagePart } from '../usage-fact.ts'
import { RejectedUsage } from '../usage-normalizer.ts'

/** What a series of a monitoring service counts. */
export type CountedKind = 'input' | 'output' | 'cached' | 'cacheWrite' | 'requests'
export type Counts = Readonly<Partial<Record<CountedKind, number>>>

/** What series of one hour are about; those that agree in it make one record. */
export type CountSubject = Pick<
  UsageFact,
  'endpoint' | 'model' | 'projectId' | 'resourceId' | 'tier' | 'contextBand' | 'region'
>

/** Priced parts of one record, by the vendor's rule of what includes what. Throws `RejectedUsage`. */
export type PartsOf = (counts: Counts, subject: CountSubject) => readonly UsagePart[]

type Entry = {
  readonly hour: string
  readonly subject: CountSubject
  counts: Partial<Record<CountedKind, number>>
}

/**
 * Puts the series of a monitoring service together: one series holds one count, a usage record all counts of an hour.
 * A count that is negative or no whole number spoils its record, never the others.
 */
export class HourlyCounts {
  readonly #provider: string
  readonly #partsOf: PartsOf
  readonly #entries = new Map<string, Entry>()
  readonly #rejected: RejectedRecord[] = []

  constructor(provider: string, partsOf: PartsOf) {
    this.#provider = provider
    this.#partsOf = partsOf
  }

  /** `hour`: start of the hour, `2026-01-15T09:00:00Z`. Counts of one kind add up. */
  add(hour: string, subject: CountSubject, kind: CountedKind, count: number): void {
    const key = JSON.stringify([hour, identity(subject)])
    const entry = this.#entries.get(key) ?? { hour, subject, counts: {} }
    entry.counts[kind] = (entry.counts[kind] ?? 0) + count
    this.#entries.set(key, entry)
  }

  reject(reason: string, values: RejectedRecord['values']): void {
    this.#rejected.push({ reason, values })
  }

  batch(range: DayRange): UsageBatch {
    const facts: UsageFact[] = []
    for (const { hour, subject, counts } of this.#entries.values()) {
      try {
        facts.push(this.#fact(hour, subject, counts))
      } catch (error) {
        if (!(error instanceof RejectedUsage)) throw error
        this.#rejected.push({ reason: error.message, values: { hour, ...subject, ...error.values } })
      }
    }
    return { range, facts, rejected: this.#rejected }
  }

  #fact(hour: string, subject: CountSubject, counts: Counts): UsageFact {
    for (const [kind, count] of Object.entries(counts)) {
      if (count < 0 || !Number.isSafeInteger(count))
        throw new RejectedUsage(`${kind} is ${count}, which is no count.`, { ...counts })
    }
    const parts = this.#partsOf(counts, subject)
    const digest = createHash('sha256')
      .update(JSON.stringify(identity(subject)))
      .digest('hex')
      .slice(0, 16)
    return {
      ...subject,
      hour,
      apiKeyId: null,
      userId: null,
      // What a metric counts names no currency; the price list decides.
      currency: null,
      dimensions: {},
      parts,
      // Parts that do not overlap: their sum is the total whatever the vendor's counts include.
      inputTokens: sum(parts, (meter) => !meter.startsWith('output')),
      outputTokens: sum(parts, (meter) => meter.startsWith('output')),
      cachedInputTokens: counts.cached ?? null,
      requests: counts.requests ?? null,
      recordId: `${this.#provider}/${subject.endpoint}/${hour}/${digest}`,
    }
  }
}

function sum(parts: readonly UsagePart[], wanted: (meter: string) => boolean): number {
  return parts.reduce((total, { meter, quantity }) => total + (wanted(meter) ? quantity.toNumber() : 0), 0)
}

function identity(subject: CountSubject): readonly unknown[] {
  const { endpoint, model, projectId, resourceId, tier, contextBand, region } = subject
  return [endpoint, model, projectId, resourceId, tier, contextBand, region]
}
