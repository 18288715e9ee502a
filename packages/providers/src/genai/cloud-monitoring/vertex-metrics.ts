import type { TokenSource } from './token-source.ts'

/** On-demand requests share capacity; dedicated ones run on purchased throughput and are not paid by the token. */
const TIERS: Readonly<Record<string, string>> = {
  '': 'standard',
  shared: 'standard',
  dedicated: 'provisioned',
}

/**
 * Online prediction of published models on Vertex AI. The metric tells model, location, direction and whether capacity
 * was shared; of Gemini's input it does not tell which part was cached unless a type of its own counts it, of output
 * not which part was thoughts, and never the length of prompts.
 */
export const VERTEX_METRICS: TokenSource = {
  service: 'Vertex AI',
  metrics: [
    {
      type: 'aiplatform.googleapis.com/publisher/online_serving/token_count',
      kind: ({ metricLabels }) => tokenKind(metricLabels['type'] ?? ''),
    },
    {
      type: 'aiplatform.googleapis.com/publisher/online_serving/model_invocation_count',
      kind: () => 'requests',
    },
  ],
  endpoint: 'online_serving',
  model: ({ resourceLabels }) => {
    const name = resourceLabels['model_user_id'] ?? ''
    return name.split('/').at(-1) ?? ''
  },
  region: ({ resourceLabels }) => resourceLabels['location'] ?? null,
  tier: ({ metricLabels }) => {
    const type = metricLabels['request_type'] ?? ''
    return TIERS[type] ?? type
  },
}

/** Vendors name directions differently: `input`, `cached_input`, `output`. */
function tokenKind(type: string) {
  const name = type.toLowerCase()
  if (/^(input_)?cache(d)?(_read|_input)?(_tokens)?$/.test(name)) return 'cached'
  if (name === 'input' || name === 'output') return name
  return undefined
}
