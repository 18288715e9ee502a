import type { TokenSource } from './token-source.ts'

const PREFIX = 'generativelanguage.googleapis.com'

/**
 * The Gemini API of a project. Its metrics tell model and direction; tier, cached part, thoughts and the length of
 * prompts they do not tell, and the free tier counts as any other.
 */
export const GEMINI_METRICS: TokenSource = {
  service: 'the Gemini API',
  metrics: [
    { type: `${PREFIX}/generate_content_usage_input_token_count`, kind: () => 'input' },
    { type: `${PREFIX}/generate_content_usage_output_token_count`, kind: () => 'output' },
  ],
  endpoint: 'generate_content',
  model: ({ metricLabels, resourceLabels }) =>
    (metricLabels['model'] ?? resourceLabels['model'] ?? '').replace(/^models\//, ''),
  region: ({ resourceLabels }) => resourceLabels['location'] ?? null,
  tier: () => 'standard',
}
