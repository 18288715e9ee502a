import type { Rhythmic } from '../vendor/rhythm.ts'

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

type Caller = Rhythmic & {
  readonly project: Project
  readonly userId: string
  readonly apiKeyId: string
  /** Requests in a busy hour, at scale 1. */
  readonly requests: number
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
