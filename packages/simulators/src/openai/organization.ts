/** The organization behind the admin key: a mid-size software company with five teams. All names are made up. */
export const ORGANIZATION_ID = 'org-harborlinelabs'

export type Project = { readonly id: string; readonly name: string }

export const PROJECTS = {
  support: { id: 'proj_support7Qm2', name: 'Support assistant' },
  review: { id: 'proj_review4Kd8', name: 'Code review' },
  documents: { id: 'proj_docs9Xw1', name: 'Document pipeline' },
  research: { id: 'proj_research3Vb6', name: 'Research' },
  voice: { id: 'proj_voice5Tn0', name: 'Voice and media' },
} as const satisfies Readonly<Record<string, Project>>

/** How a day goes: people at desks in Europe and America, machines around the clock, jobs at night. */
export type Rhythm = 'office' | 'always' | 'night'

type Caller = {
  readonly project: Project
  readonly userId: string
  readonly apiKeyId: string
  readonly rhythm: Rhythm
  /** Requests in a busy hour, at scale 1. */
  readonly requests: number
  /** Share of growth per 30 days. */
  readonly growth?: number
}

export type CompletionsWorkload = Caller & {
  readonly endpoint: 'completions'
  readonly model: string
  readonly batch?: boolean
  readonly serviceTier?: 'default' | 'flex' | 'priority'
  /** Average tokens of one request. */
  readonly input: number
  readonly output: number
  readonly cachedShare?: number
  readonly cacheWriteShare?: number
  readonly audioShare?: number
  readonly imageShare?: number
  /** Part of the output that is images. */
  readonly outputImageShare?: number
  /** Part of the tokens that the vendor bills at the long-context rate; the usage report does not tell. */
  readonly longContextShare?: number
}

export type UnitWorkload = Caller &
  (
    | { readonly endpoint: 'embeddings' | 'moderations'; readonly model: string; readonly perRequest: number }
    | {
        readonly endpoint: 'audio_speeches' | 'audio_transcriptions'
        readonly model: string
        readonly perRequest: number
      }
    | {
        readonly endpoint: 'images'
        readonly model: string
        readonly perRequest: number
        readonly size: string
      }
    | { readonly endpoint: 'code_interpreter_sessions' }
    | { readonly endpoint: 'file_search_calls'; readonly vectorStoreId: string }
    | { readonly endpoint: 'web_search_calls'; readonly model: string; readonly contextLevel: string }
    | { readonly endpoint: 'vector_stores'; readonly bytes: number }
  )

export type Workload = CompletionsWorkload | UnitWorkload

const support = { project: PROJECTS.support, userId: 'user-mara', apiKeyId: 'key_support_prod' }
const review = { project: PROJECTS.review, userId: 'user-ilya', apiKeyId: 'key_review_ci' }
const documents = { project: PROJECTS.documents, userId: 'user-svc-docs', apiKeyId: 'key_docs_batch' }
const research = { project: PROJECTS.research, userId: 'user-noor', apiKeyId: 'key_research_nb' }
const voice = { project: PROJECTS.voice, userId: 'user-svc-voice', apiKeyId: 'key_voice_edge' }

/** Billed by the vendor, absent from every public price list: the demonstration of an unpriced model. */
export const PREVIEW_MODEL = 'gpt-5.7-preview'

export const WORKLOADS: readonly Workload[] = [
  {
    ...support,
    endpoint: 'completions',
    model: 'gpt-5-mini-2025-08-07',
    rhythm: 'always',
    requests: 2_600,
    growth: 0.06,
    input: 2_900,
    output: 420,
    cachedShare: 0.55,
  },
  {
    ...support,
    endpoint: 'completions',
    model: 'gpt-5.4-2026-03-05',
    rhythm: 'office',
    requests: 260,
    growth: 0.04,
    input: 9_400,
    output: 980,
    cachedShare: 0.4,
    longContextShare: 0.03,
  },
  {
    ...support,
    endpoint: 'embeddings',
    model: 'text-embedding-3-small',
    rhythm: 'always',
    requests: 5_200,
    perRequest: 310,
  },
  {
    ...support,
    endpoint: 'moderations',
    model: 'omni-moderation-latest',
    rhythm: 'always',
    requests: 2_600,
    perRequest: 240,
  },
  {
    ...support,
    endpoint: 'file_search_calls',
    vectorStoreId: 'vs_support_kb',
    rhythm: 'always',
    requests: 410,
  },
  {
    ...support,
    endpoint: 'vector_stores',
    rhythm: 'always',
    requests: 1,
    bytes: 46_800_000_000,
    growth: 0.03,
  },
  {
    ...review,
    endpoint: 'completions',
    model: 'gpt-5.1-codex',
    rhythm: 'office',
    requests: 330,
    growth: 0.12,
    input: 14_800,
    output: 1_650,
    cachedShare: 0.62,
  },
  {
    ...review,
    endpoint: 'completions',
    model: 'gpt-5.4-2026-03-05',
    serviceTier: 'priority',
    rhythm: 'office',
    requests: 45,
    input: 11_000,
    output: 1_300,
    cachedShare: 0.3,
  },
  {
    ...review,
    apiKeyId: 'key_review_ide',
    userId: 'user-tess',
    endpoint: 'completions',
    model: 'gpt-5.6-sol',
    rhythm: 'office',
    requests: 38,
    growth: 0.2,
    input: 16_500,
    output: 1_900,
    cachedShare: 0.5,
    cacheWriteShare: 0.08,
  },
  { ...review, endpoint: 'code_interpreter_sessions', rhythm: 'office', requests: 22 },
  {
    ...documents,
    endpoint: 'completions',
    model: 'gpt-4.1-mini-2025-04-14',
    batch: true,
    rhythm: 'night',
    requests: 8_600,
    input: 3_900,
    output: 510,
    imageShare: 0.25,
  },
  {
    ...documents,
    endpoint: 'completions',
    model: 'gpt-5.4-nano-2026-03-17',
    serviceTier: 'flex',
    rhythm: 'night',
    requests: 9_800,
    growth: 0.05,
    input: 2_200,
    output: 260,
  },
  {
    ...documents,
    endpoint: 'completions',
    model: 'ft:gpt-4.1-mini-2025-04-14:harborline::Bx81Qz',
    rhythm: 'office',
    requests: 420,
    input: 1_750,
    output: 190,
    cachedShare: 0.2,
  },
  {
    ...documents,
    endpoint: 'embeddings',
    model: 'text-embedding-3-large',
    rhythm: 'night',
    requests: 7_400,
    perRequest: 720,
  },
  {
    ...documents,
    endpoint: 'vector_stores',
    rhythm: 'always',
    requests: 1,
    bytes: 131_500_000_000,
    growth: 0.08,
  },
  {
    ...research,
    endpoint: 'completions',
    model: 'o3-2025-04-16',
    serviceTier: 'flex',
    rhythm: 'office',
    requests: 60,
    input: 7_100,
    output: 4_300,
    cachedShare: 0.1,
  },
  {
    ...research,
    endpoint: 'completions',
    model: 'gpt-5.5-2026-04-23',
    rhythm: 'office',
    requests: 34,
    growth: 0.1,
    input: 12_200,
    output: 2_700,
    cachedShare: 0.35,
  },
  {
    ...research,
    apiKeyId: 'key_research_eval',
    userId: 'user-emil',
    endpoint: 'completions',
    model: PREVIEW_MODEL,
    rhythm: 'office',
    requests: 6,
    input: 5_400,
    output: 1_900,
  },
  {
    ...research,
    endpoint: 'web_search_calls',
    model: 'gpt-5.5-2026-04-23',
    contextLevel: 'medium',
    rhythm: 'office',
    requests: 48,
  },
  {
    ...voice,
    endpoint: 'completions',
    model: 'gpt-realtime-2025-08-28',
    rhythm: 'office',
    requests: 52,
    growth: 0.15,
    input: 2_100,
    output: 640,
    cachedShare: 0.3,
    audioShare: 0.7,
  },
  {
    ...voice,
    endpoint: 'completions',
    model: 'gpt-image-1.5-2025-12-16',
    rhythm: 'office',
    requests: 26,
    input: 310,
    output: 4_100,
    outputImageShare: 1,
  },
  {
    ...voice,
    endpoint: 'images',
    model: 'gpt-image-1.5-2025-12-16',
    rhythm: 'office',
    requests: 26,
    perRequest: 1,
    size: '1024x1024',
  },
  {
    ...voice,
    endpoint: 'images',
    model: 'dall-e-3',
    rhythm: 'office',
    requests: 9,
    perRequest: 1,
    size: '1024x1024',
  },
  {
    ...voice,
    endpoint: 'audio_speeches',
    model: 'tts-1-hd',
    rhythm: 'always',
    requests: 95,
    perRequest: 610,
  },
  {
    ...voice,
    endpoint: 'audio_transcriptions',
    model: 'whisper-1',
    rhythm: 'always',
    requests: 64,
    perRequest: 187,
  },
]
