import type { Fact, Message } from '../message.ts'

const MOST_FACTS = 60
const DEEPEST = 4

/** A summary somebody computed: its figures as they are, nested ones under the names they lie below. */
export function summaryMessage(summary: {
  readonly id: string
  readonly summaryId: string
  readonly name: string
  readonly org: string
  readonly content: Readonly<Record<string, unknown>>
}): Message {
  const facts = factsOf(summary.content, '', 0)
  const left = facts.length - MOST_FACTS
  return {
    id: summary.id,
    type: 'cost_summary',
    priority: 'low',
    subject: `${summary.name} for ${summary.org}`,
    summary: `${summary.name} for ${summary.org}.`,
    facts: [
      ...facts.slice(0, MOST_FACTS),
      ...(left > 0 ? [{ label: 'More', value: `${left} more figures` }] : []),
    ],
    data: { org_slug: summary.org, summary_id: summary.summaryId, content: summary.content },
  }
}

function factsOf(value: unknown, label: string, depth: number): Fact[] {
  if (typeof value === 'string' || typeof value === 'number') return [{ label, value: String(value) }]
  if (typeof value === 'boolean') return [{ label, value: value ? 'yes' : 'no' }]
  if (typeof value !== 'object' || value === null || depth >= DEEPEST) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    factsOf(inner, label === '' ? words(key) : `${label}, ${words(key)}`, depth + 1),
  )
}

/** `total_cost` → `Total cost`; places of a list count from 1. */
function words(key: string): string {
  if (/^\d+$/.test(key)) return String(Number(key) + 1)
  const text = key.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}
