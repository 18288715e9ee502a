import type { MeterType } from '../meter.ts'
import type { LineMeaning } from '../payg-adapter.ts'
import { NO_MODEL } from '../usage-fact.ts'

/**
 * `gpt-5.4-2026-03-05, cached input` · `priority | gpt-5.6-sol, output, long context` ·
 * `gpt-audio-mini-2025-12-15 audio, input`, as the live service spells them.
 */
const TOKENS =
  /^(?:(?<tier>batch|flex|priority) \| )?(?<model>\S+?)(?: (?<modality>text|audio|image))?, (?<direction>input|cached input|cache writes?|output)(?<long>, long context)?$/i
const BY_PIECE =
  /^(?:(?<tier>batch|flex|priority) \| )?(?<model>\S+?), (?<kind>images|characters|audio|duration|video)$/i

const TOKEN_METERS: Readonly<Record<string, Readonly<Record<string, MeterType>>>> = {
  text: {
    input: 'input_uncached',
    'cached input': 'input_cache_read',
    'cache write': 'input_cache_write',
    output: 'output',
  },
  audio: { input: 'input_audio', 'cached input': 'input_audio_cached', output: 'output_audio' },
  image: { input: 'input_image', 'cached input': 'input_image_cached', output: 'output_image' },
}
const PIECE_METERS: Readonly<Record<string, MeterType>> = {
  images: 'images',
  characters: 'speech_characters',
  audio: 'transcription',
  duration: 'transcription',
  video: 'video_seconds',
}
const TOOLS: readonly (readonly [RegExp, MeterType])[] = [
  [/^web search/i, 'web_search'],
  [/^file search/i, 'file_search'],
  [/^code interpreter/i, 'code_interpreter'],
  [/^vector stor(age|es?)/i, 'vector_storage'],
]
const CREDIT = /\b(credit|grant|promotion(al)?)\b/i

const EMBEDDINGS = /^(ft:)?text-embedding/

/** What a line item of OpenAI's bill is about. Spellings nobody has seen are `unmapped`, never guessed. */
export function lineMeaning(lineItem: string | null): LineMeaning {
  if (lineItem === null) return { kind: 'unmapped' }
  if (CREDIT.test(lineItem)) return { kind: 'credit' }
  const tokens = TOKENS.exec(lineItem)?.groups
  if (tokens?.['model'] && tokens['direction']) {
    const { model, direction } = tokens
    const named =
      TOKEN_METERS[tokens['modality']?.toLowerCase() ?? 'text']?.[
        direction.toLowerCase().replace('writes', 'write')
      ]
    const meter = named === 'input_uncached' && EMBEDDINGS.test(model) ? 'embedding' : named
    if (!meter) return { kind: 'unmapped' }
    return metered(model, meter, tokens['tier'], tokens['long'] ? 'long' : 'base')
  }
  const piece = BY_PIECE.exec(lineItem)?.groups
  const pieceMeter = PIECE_METERS[piece?.['kind']?.toLowerCase() ?? '']
  if (piece?.['model'] && pieceMeter) return metered(piece['model'], pieceMeter, piece['tier'], 'base')
  const tool = TOOLS.find(([pattern]) => pattern.test(lineItem))
  return tool ? metered(NO_MODEL, tool[1], undefined, 'base') : { kind: 'unmapped' }
}

function metered(
  model: string,
  meter: MeterType,
  tier: string | undefined,
  contextBand: 'base' | 'long',
): LineMeaning {
  return { kind: 'metered', model, meter, tier: tier?.toLowerCase() ?? 'standard', contextBand, region: null }
}
