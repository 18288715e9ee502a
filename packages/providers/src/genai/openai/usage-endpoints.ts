import type { UsageMethod } from './client.ts'

/** Every usage endpoint with the finest grouping it allows; what is not grouped by comes back as null. */
export const USAGE_ENDPOINTS = {
  completions: {
    method: 'completions',
    groupBy: ['project_id', 'user_id', 'api_key_id', 'model', 'batch', 'service_tier'],
  },
  embeddings: { method: 'embeddings', groupBy: ['project_id', 'user_id', 'api_key_id', 'model'] },
  images: { method: 'images', groupBy: ['project_id', 'user_id', 'api_key_id', 'model', 'size', 'source'] },
  audio_speeches: { method: 'audioSpeeches', groupBy: ['project_id', 'user_id', 'api_key_id', 'model'] },
  audio_transcriptions: {
    method: 'audioTranscriptions',
    groupBy: ['project_id', 'user_id', 'api_key_id', 'model'],
  },
  moderations: { method: 'moderations', groupBy: ['project_id', 'user_id', 'api_key_id', 'model'] },
  vector_stores: { method: 'vectorStores', groupBy: ['project_id'] },
  code_interpreter_sessions: { method: 'codeInterpreterSessions', groupBy: ['project_id'] },
  file_search_calls: {
    method: 'fileSearchCalls',
    groupBy: ['project_id', 'user_id', 'api_key_id', 'vector_store_id'],
  },
  web_search_calls: {
    method: 'webSearchCalls',
    groupBy: ['project_id', 'user_id', 'api_key_id', 'model', 'context_level'],
  },
} as const satisfies Readonly<
  Record<string, { readonly method: UsageMethod; readonly groupBy: readonly string[] }>
>

export type UsageEndpoint = keyof typeof USAGE_ENDPOINTS

/** Buckets of one page at the widest: a week of hours, half a year of days. */
export const MAX_HOUR_BUCKETS = 168
export const MAX_COST_BUCKETS = 180
