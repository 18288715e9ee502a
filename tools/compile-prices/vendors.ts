/** A provider of ours and where each catalogue keeps its prices. */
export type Vendor = {
  /** Folder below `configs/seed`; also the registry's key or one of its aliases. */
  readonly folder: string
  /** `litellm_provider` of its entries. */
  readonly litellm: RegExp
  /** What LiteLLM puts before the vendor's own model name. */
  readonly litellmPrefix: RegExp
  readonly genaiPrices?: string
  readonly modelsDev?: readonly string[]
  /** The vendor's models; a catalogue may list others' under the same key. */
  readonly models?: RegExp
  /** Models the vendor really gives away; a 0 anywhere else means that a catalogue does not know the price. */
  readonly free?: RegExp
}

const OPENAI_MODELS = /^(gpt|o\d|codex|computer-use|text-|dall-e|whisper|tts|sora|davinci|babbage|ada$)/

function gateway(folder: string, litellm: string, genaiPrices?: string): Vendor {
  return {
    folder,
    litellm: new RegExp(`^${litellm}$`),
    litellmPrefix: new RegExp(`^(${litellm.split('|').join('|')})/`),
    genaiPrices,
    free: /:free$/,
  }
}

export const VENDORS: readonly Vendor[] = [
  {
    folder: 'openai',
    litellm: /^(openai|text-completion-openai)$/,
    litellmPrefix: /^openai\//,
    genaiPrices: 'openai',
    modelsDev: ['openai'],
    free: /moderation/,
  },
  {
    folder: 'anthropic',
    litellm: /^anthropic$/,
    litellmPrefix: /^anthropic\//,
    genaiPrices: 'anthropic',
    modelsDev: ['anthropic'],
  },
  {
    folder: 'gemini',
    litellm: /^gemini$/,
    litellmPrefix: /^gemini\//,
    genaiPrices: 'google',
    modelsDev: ['google'],
    models: /^(gemini|gemma|imagen|veo|lyria|learnlm|deep-research|text-embedding)/,
    free: /gemma|exp|learnlm/,
  },
  {
    folder: 'deepseek',
    litellm: /^deepseek$/,
    litellmPrefix: /^deepseek\//,
    genaiPrices: 'deepseek',
    modelsDev: ['deepseek'],
  },
  {
    folder: 'azure_openai',
    litellm: /^(azure|azure_text)$/,
    litellmPrefix: /^azure\//,
    genaiPrices: 'azure',
    modelsDev: ['azure'],
    models: OPENAI_MODELS,
  },
  {
    folder: 'azure_ai',
    litellm: /^azure_ai$/,
    litellmPrefix: /^azure_ai\//,
    genaiPrices: 'azure',
    modelsDev: ['azure'],
    models: new RegExp(`^(?!${OPENAI_MODELS.source.slice(1)})|^gpt-oss`),
  },
  {
    folder: 'aws_bedrock',
    litellm: /^(bedrock|bedrock_converse|bedrock_mantle)$/,
    litellmPrefix: /^(bedrock_mantle|bedrock\/invoke|bedrock)\//,
    genaiPrices: 'aws',
    modelsDev: ['amazon-bedrock'],
  },
  {
    folder: 'gcp_vertex',
    litellm: /^vertex_ai/,
    litellmPrefix: /^vertex_ai\//,
    genaiPrices: 'google',
    modelsDev: ['google-vertex', 'google-vertex-anthropic'],
  },
  gateway('openrouter', 'openrouter', 'openrouter'),
  gateway('vercel_ai_gateway', 'vercel_ai_gateway'),
  gateway('together_ai', 'together_ai', 'together'),
  gateway('fireworks_ai', 'fireworks_ai|fireworks_ai-embedding-models', 'fireworks'),
  gateway('groq', 'groq', 'groq'),
  gateway('deepinfra', 'deepinfra'),
  gateway('novita', 'novita', 'novita'),
  gateway('mistral', 'mistral', 'mistral'),
  gateway('xai', 'xai', 'x-ai'),
  gateway('cohere', 'cohere|cohere_chat', 'cohere'),
  gateway('perplexity', 'perplexity', 'perplexity'),
  gateway('cerebras', 'cerebras', 'cerebras'),
]

/** Azure and Bedrock put a region before the model's name. Azure's plain and "global" deployments have one price. */
const REGION = /^(global-standard|global|eu|us|us-gov|[a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d)\//

/** A vendor's model and region in LiteLLM's key; undefined for keys that are not one model. */
export function litellmModel(
  key: string,
  vendor: Vendor,
): { readonly model: string; readonly region: string } | undefined {
  const name = key.replace(vendor.litellmPrefix, '')
  const region = ['azure_openai', 'azure_ai', 'aws_bedrock'].includes(vendor.folder)
    ? REGION.exec(name)?.[1]
    : undefined
  const model = region === undefined ? name : name.slice(region.length + 1)
  // Commitments, sizes and qualities of images, sizes of unnamed models.
  if (/-month-commitment\/|\d-x-\d|-steps\/|^\*|^(fireworks|together)-ai-/.test(model)) return undefined
  if (vendor.models && !vendor.models.test(model)) return undefined
  return { model, region: region === undefined || region.startsWith('global') ? 'global' : region }
}

/** Cache writes of Claude are priced by lifetime, whoever sells the model. */
export function isClaude(model: string): boolean {
  return model.includes('claude')
}
