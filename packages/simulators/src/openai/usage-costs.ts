import { Decimal } from 'decimal.js'
import type { CostLine } from './cost-line.ts'
import type { CompletionsWorkload } from './organization.ts'
import { tokenCost, UNIT_PRICES } from './price-list.ts'
import type { UsageRecord } from './usage-record.ts'

const GIBIBYTE = 2 ** 30

/**
 * What the vendor charges for one record of one hour, by line item. Line items are spelled as the live service spells
 * them: `{tier} | {model} {modality}, {direction}, long context`.
 */
export function usageCosts(record: UsageRecord): CostLine[] {
  const { workload, counts } = record
  const count = (name: string): number => counts[name] ?? 0
  const line = (
    lineItem: string,
    amount: Decimal,
    quantity: Decimal.Value,
    quantityUnit: string | null,
  ): CostLine => ({
    projectId: workload.project.id,
    apiKeyId: workload.endpoint === 'vector_stores' ? null : workload.apiKeyId,
    lineItem,
    amount,
    quantity: new Decimal(quantity),
    quantityUnit,
  })
  switch (workload.endpoint) {
    case 'completions':
      return completionLines(workload, counts, line)
    case 'embeddings': {
      const tokens = count('input_tokens')
      return [line(`${workload.model}, input`, tokenCost(workload.model, 'input', tokens), tokens, 'tokens')]
    }
    case 'images':
      // Images of token-billed models are in the completions report; only DALL·E is charged by the piece.
      return workload.model.startsWith('dall-e')
        ? [
            line(
              `${workload.model}, images`,
              UNIT_PRICES.dallE3Image.times(count('images')),
              count('images'),
              'images',
            ),
          ]
        : []
    case 'audio_speeches': {
      const characters = count('characters')
      return [
        line(
          `${workload.model}, characters`,
          UNIT_PRICES.speechCharacter.times(characters),
          characters,
          'characters',
        ),
      ]
    }
    case 'audio_transcriptions': {
      const seconds = new Decimal(count('seconds'))
      const amount = UNIT_PRICES.transcriptionMinute.times(seconds).div(60)
      return [line(`${workload.model}, audio`, amount, seconds, 'duration_seconds')]
    }
    case 'vector_stores': {
      const gibibyteHours = new Decimal(count('usage_bytes')).div(GIBIBYTE)
      return [
        line(
          'Vector storage',
          UNIT_PRICES.vectorStorage.times(gibibyteHours).div(24),
          gibibyteHours,
          'gibibyte_hours',
        ),
      ]
    }
    case 'code_interpreter_sessions': {
      const sessions = count('num_sessions')
      return [
        line(
          'Code interpreter sessions',
          UNIT_PRICES.codeInterpreterSession.times(sessions),
          sessions,
          'sessions',
        ),
      ]
    }
    case 'file_search_calls': {
      const calls = count('num_requests')
      return [line('File search tool calls', UNIT_PRICES.fileSearch.times(calls), calls, 'requests')]
    }
    case 'web_search_calls': {
      const calls = count('num_requests')
      return [line('web search tool calls', UNIT_PRICES.webSearch.times(calls), calls, 'requests')]
    }
    case 'moderations':
      return []
  }
}

type MakeLine = (lineItem: string, amount: Decimal, quantity: Decimal.Value, unit: string) => CostLine

function completionLines(
  workload: CompletionsWorkload,
  counts: UsageRecord['counts'],
  make: MakeLine,
): CostLine[] {
  const tier = workload.batch
    ? 'batch'
    : workload.serviceTier === 'default'
      ? undefined
      : workload.serviceTier
  const prefix = tier ? `${tier} | ` : ''
  const priced = tier ? `${tier} ${workload.model}` : workload.model
  const longShare = workload.longContextShare ?? 0
  const parts = [
    ['input_text_tokens', 'input', '', 'input'],
    ['input_cached_text_tokens', 'cached', '', 'cached input'],
    ['input_cache_write_tokens', 'cacheWrite', '', 'cache writes'],
    ['output_text_tokens', 'output', '', 'output'],
    ['input_audio_tokens', 'audioInput', ' audio', 'input'],
    ['input_cached_audio_tokens', 'audioCached', ' audio', 'cached input'],
    ['output_audio_tokens', 'audioOutput', ' audio', 'output'],
    ['input_image_tokens', 'imageInput', ' image', 'input'],
    ['output_image_tokens', 'imageOutput', ' image', 'output'],
  ] as const
  return parts.flatMap(([name, kind, modality, direction]) => {
    const tokens = counts[name] ?? 0
    const long = Math.floor(tokens * longShare)
    const item = `${prefix}${workload.model}${modality}, ${direction}`
    return [
      ...(tokens - long > 0
        ? [make(item, tokenCost(priced, kind, tokens - long), tokens - long, 'tokens')]
        : []),
      ...(long > 0
        ? [make(`${item}, long context`, tokenCost(`${priced} long context`, kind, long), long, 'tokens')]
        : []),
    ]
  })
}
