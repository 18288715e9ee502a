import type { components, paths } from './generated.ts'

/** Names for the API's answers, taken from its generated description so that they cannot drift. */
type Json<Operation> = Operation extends {
  responses: { 200: { content: { 'application/json': infer Body } } }
}
  ? Body
  : never

export type Me = Json<paths['/api/v1/me']['get']>
export type Role = Me['organizations'][number]['role']
export type Overview = Json<paths['/api/v1/costs/{org_slug}/overview']['get']>
export type DateRange = Json<paths['/api/v1/costs/{org_slug}/rows']['get']>['date_range']
export type CostRow = Json<paths['/api/v1/costs/{org_slug}/rows']['get']>['rows'][number]
export type RuleResult = Json<paths['/api/v1/costs/{org_slug}/conformance']['get']>['results'][number]
export type Reconciliation = Json<paths['/api/v1/genai/{org_slug}/reconciliation']['get']>
export type GapRow = Reconciliation['rows'][number]
export type Integration = Json<paths['/api/v1/integrations/{org_slug}/{provider}']['get']>
export type CredentialField = Integration['credential_fields'][number]
export type IntegrationResult = Json<paths['/api/v1/integrations/{org_slug}/{provider}/validate']['post']>
export type PipelineConfig = Json<paths['/api/v1/validator/pipelines']['get']>['pipelines'][number]
export type Locale = components['schemas']['Locale']

/** What a person hands over for a provider; a lone secret may be a plain string. */
export type IntegrationInput = {
  credential?: string | Record<string, string>
  credential_name?: string
  metadata?: Record<string, string>
}

export type Invitation = components['schemas']['Invitation']
export type IssuedInvitation = components['schemas']['IssuedInvitation']
export type ApiKey = components['schemas']['ApiKeyInfo']
export type NewApiKeyRequest =
  paths['/api/v1/organizations/{org_slug}/api-keys']['post']['requestBody']['content']['application/json']
export type Scope = NewApiKeyRequest['scopes'][number]
export type Channel = components['schemas']['NotificationChannel']
export type ChannelCreate = components['schemas']['NotificationChannelCreate']
export type ChannelUpdate = components['schemas']['NotificationChannelUpdate']
export type NotificationHistoryEntry = components['schemas']['NotificationHistoryEntry']
export type PublishedModel = Json<paths['/api/v1/genai/{org_slug}/pricing']['get']>['payg'][number]
export type OwnTerms = Json<paths['/api/v1/genai/{org_slug}/own-prices']['get']>
export type OwnPrice = OwnTerms['prices'][number]
export type Discount = OwnTerms['discounts'][number]
export type OverrideInput = components['schemas']['PricingOverrideRequestInput']
export type CustomPriceInput = components['schemas']['CustomPricingRequestInput']
