import type { Workload } from './organization.ts'

export const USAGE_ENDPOINTS = [
  'completions',
  'embeddings',
  'images',
  'audio_speeches',
  'audio_transcriptions',
  'moderations',
  'vector_stores',
  'code_interpreter_sessions',
  'file_search_calls',
  'web_search_calls',
] as const
export type UsageEndpoint = (typeof USAGE_ENDPOINTS)[number]

/** Usage of one workload in one hour: dimensions as the API names them, and counts that add up across records. */
export type UsageRecord = {
  readonly endpoint: UsageEndpoint
  readonly workload: Workload
  readonly dimensions: Readonly<Record<string, string | boolean>>
  readonly counts: Readonly<Record<string, number>>
}
