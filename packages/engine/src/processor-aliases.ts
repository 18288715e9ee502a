/** An older name of a step type, with what the name itself used to say. */
export type ProcessorAlias = { readonly type: string; readonly config?: Readonly<Record<string, unknown>> }

/** Names used by pipelines written before the current ones. */
export const PROCESSOR_ALIASES: Readonly<Record<string, ProcessorAlias | undefined>> = {
  'openai.usage': { type: 'genai.payg_usage', config: { provider: 'openai' } },
  'openai.cost': { type: 'genai.payg_cost', config: { provider: 'openai' } },
  'anthropic.usage': { type: 'genai.payg_usage', config: { provider: 'anthropic' } },
  'anthropic.cost': { type: 'genai.payg_cost', config: { provider: 'anthropic' } },
  'deepseek.usage': { type: 'genai.payg_usage', config: { provider: 'deepseek' } },
  'deepseek.cost': { type: 'genai.payg_cost', config: { provider: 'deepseek' } },
  'gcp.bq_etl': { type: 'cloud.gcp.external_bq_extractor' },
  'gcp.external_bq_extractor': { type: 'cloud.gcp.external_bq_extractor' },
  ExternalBqExtractor: { type: 'cloud.gcp.external_bq_extractor' },
  'gcp.api_extractor': { type: 'cloud.gcp.gcp_api_extractor' },
  GcpApiExtractor: { type: 'cloud.gcp.gcp_api_extractor' },
  'generic.bq_procedure': { type: 'generic.procedure_executor' },
  'integrations.validate_openai': { type: 'integrations.validate', config: { provider: 'openai' } },
  'integrations.validate_claude': { type: 'integrations.validate', config: { provider: 'anthropic' } },
  'integrations.validate_anthropic': { type: 'integrations.validate', config: { provider: 'anthropic' } },
  'integrations.validate_deepseek': { type: 'integrations.validate', config: { provider: 'deepseek' } },
  'integrations.validate_gcp': { type: 'integrations.validate', config: { provider: 'gcp' } },
}
