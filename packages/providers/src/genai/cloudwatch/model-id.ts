/** What a `ModelId` of CloudWatch stands for. */
export type BedrockModel = {
  /** As the price list names it: `anthropic.claude-…-v1:0`, `us.anthropic.…` for a geography's profile. */
  readonly model: string
  readonly tier: string
  /** The profile or provisioned model, when the id is one of its own. */
  readonly resourceId: string | null
}

const ARN = /^arn:aws(?:-cn|-us-gov)?:bedrock:[^:]*:[^:]*:(?<kind>[a-z-]+)\/(?<name>.+)$/

/**
 * Reads a model id, a profile id or an ARN of either. Profiles of AWS carry the model in their id and have prices of
 * their own. A profile a customer made hides its model, and a provisioned model is paid by the hour: both are counted
 * under their own name and have no price by the token.
 */
export function bedrockModel(modelId: string): BedrockModel {
  const { kind, name } = ARN.exec(modelId)?.groups ?? {}
  if (kind === undefined || name === undefined) return { model: modelId, tier: 'standard', resourceId: null }
  switch (kind) {
    case 'foundation-model':
      return { model: name, tier: 'standard', resourceId: null }
    case 'inference-profile':
      return { model: name, tier: 'standard', resourceId: modelId }
    case 'provisioned-model':
      return { model: `${kind}/${name}`, tier: 'provisioned', resourceId: modelId }
    default:
      return { model: `${kind}/${name}`, tier: 'standard', resourceId: modelId }
  }
}
