import type { MeteredWorkload } from '../vendor/metered-hour.ts'

export type GoogleWorkload = MeteredWorkload & {
  /** `shared` capacity is paid by the token, `dedicated` was purchased. */
  readonly requestType?: 'shared' | 'dedicated'
  readonly publisher: string
}

const google = { publisher: 'google', requestType: 'shared' } as const

/** Models of one project: priced ones, one with a long-context price, purchased capacity, one nobody knows. */
export const VERTEX_WORKLOADS: readonly GoogleWorkload[] = [
  {
    ...google,
    id: 'chat',
    model: 'gemini-2.5-flash',
    region: 'us-central1',
    requests: 900,
    inputTokens: 1_800,
    outputTokens: 350,
    cachedShare: 0.3,
    rhythm: 'office',
  },
  {
    ...google,
    id: 'lite',
    model: 'gemini-2.5-flash-lite',
    region: 'europe-west4',
    requests: 4_000,
    inputTokens: 600,
    outputTokens: 80,
    rhythm: 'always',
  },
  {
    ...google,
    id: 'review',
    model: 'gemini-2.5-pro',
    region: 'us-central1',
    requests: 60,
    inputTokens: 40_000,
    outputTokens: 2_000,
    rhythm: 'office',
  },
  {
    ...google,
    id: 'search',
    model: 'gemini-embedding-001',
    region: 'us-central1',
    requests: 700,
    inputTokens: 300,
    outputTokens: 0,
    rhythm: 'always',
  },
  {
    ...google,
    id: 'reserved',
    model: 'gemini-2.5-flash',
    region: 'us-central1',
    requestType: 'dedicated',
    requests: 300,
    inputTokens: 900,
    outputTokens: 200,
    rhythm: 'always',
  },
  {
    ...google,
    id: 'next',
    model: 'gemini-9-preview',
    region: 'us-central1',
    requests: 5,
    inputTokens: 500,
    outputTokens: 100,
    rhythm: 'office',
  },
]

export const GEMINI_WORKLOADS: readonly GoogleWorkload[] = [
  {
    ...google,
    id: 'assistant',
    model: 'gemini-2.5-flash',
    region: 'global',
    requests: 400,
    inputTokens: 1_200,
    outputTokens: 300,
    rhythm: 'office',
  },
  {
    ...google,
    id: 'long',
    model: 'gemini-2.5-pro',
    region: 'global',
    requests: 10,
    inputTokens: 90_000,
    outputTokens: 1_500,
    rhythm: 'office',
  },
]
