import { chance } from '../vendor/chance.ts'
import { growth, load } from '../vendor/rhythm.ts'
import type { CompletionsWorkload, Workload } from './organization.ts'
import type { UsageRecord } from './usage-record.ts'

/** What a workload used in the hour that starts at `hour` (milliseconds), or nothing. */
export function workloadHour(
  workload: Workload,
  hour: number,
  seed: string,
  scale: number,
): UsageRecord | undefined {
  const random = chance(
    `${seed}|${hour}|${workload.endpoint}|${workload.apiKeyId}|${'model' in workload ? workload.model : ''}`,
  )
  const requests = Math.round(workload.requests * scale * load(workload, hour) * (0.8 + 0.4 * random))
  if (workload.endpoint === 'vector_stores') {
    const bytes = Math.round(workload.bytes * scale * growth(workload, hour))
    return record(workload, { project_id: workload.project.id }, { usage_bytes: bytes })
  }
  if (requests === 0) return undefined
  const caller = { project_id: workload.project.id, user_id: workload.userId, api_key_id: workload.apiKeyId }
  switch (workload.endpoint) {
    case 'completions':
      return record(
        workload,
        {
          ...caller,
          model: workload.model,
          batch: workload.batch ?? false,
          service_tier: workload.serviceTier ?? 'default',
        },
        completionTokens(workload, requests, random),
      )
    case 'embeddings':
    case 'moderations':
      return record(
        workload,
        { ...caller, model: workload.model },
        {
          input_tokens: requests * workload.perRequest + Math.floor(random * 97),
          num_model_requests: requests,
        },
      )
    case 'audio_speeches':
      return record(
        workload,
        { ...caller, model: workload.model },
        {
          characters: requests * workload.perRequest + Math.floor(random * 89),
          num_model_requests: requests,
        },
      )
    case 'audio_transcriptions':
      return record(
        workload,
        { ...caller, model: workload.model },
        { seconds: requests * workload.perRequest + Math.floor(random * 59), num_model_requests: requests },
      )
    case 'images':
      return record(
        workload,
        { ...caller, model: workload.model, size: workload.size, source: 'image.generation' },
        { images: requests * workload.perRequest, num_model_requests: requests },
      )
    case 'file_search_calls':
      return record(
        workload,
        { ...caller, vector_store_id: workload.vectorStoreId },
        { num_requests: requests },
      )
    case 'web_search_calls':
      return record(
        workload,
        { ...caller, model: workload.model, context_level: workload.contextLevel },
        { num_requests: requests, num_model_requests: requests },
      )
    case 'code_interpreter_sessions':
      return record(workload, { project_id: workload.project.id }, { num_sessions: requests })
  }
}

function record(
  workload: Workload,
  dimensions: UsageRecord['dimensions'],
  counts: UsageRecord['counts'],
): UsageRecord {
  return { endpoint: workload.endpoint, workload, dimensions, counts }
}

/** Counts as the completions report names them. Parts add up to `input_tokens` and `output_tokens`. */
function completionTokens(
  workload: CompletionsWorkload,
  requests: number,
  random: number,
): Record<string, number> {
  const input = Math.round(requests * workload.input * (0.9 + 0.2 * random))
  const output = Math.round(requests * workload.output * (0.85 + 0.3 * random))
  const cached = Math.floor(input * (workload.cachedShare ?? 0))
  const written = Math.floor(input * (workload.cacheWriteShare ?? 0))
  const uncached = input - cached - written
  const audio = Math.floor(uncached * (workload.audioShare ?? 0))
  const image = Math.floor(uncached * (workload.imageShare ?? 0))
  const cachedAudio = Math.floor(cached * (workload.audioShare ?? 0))
  const outputAudio = Math.floor(output * (workload.audioShare ?? 0))
  const outputImage = Math.floor(output * (workload.outputImageShare ?? 0))
  return {
    input_tokens: input,
    input_cached_tokens: cached,
    input_cache_write_tokens: written,
    input_uncached_tokens: uncached,
    output_tokens: output,
    input_text_tokens: uncached - audio - image,
    output_text_tokens: output - outputAudio - outputImage,
    input_cached_text_tokens: cached - cachedAudio,
    input_audio_tokens: audio,
    input_cached_audio_tokens: cachedAudio,
    output_audio_tokens: outputAudio,
    input_image_tokens: image,
    input_cached_image_tokens: 0,
    output_image_tokens: outputImage,
    num_model_requests: requests,
  }
}
