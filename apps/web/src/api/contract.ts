/** Shapes of the API used before its OpenAPI document exists. Amounts are decimal strings. */
export type Problem = {
  readonly type?: string
  readonly title?: string
  readonly status?: number
  readonly code?: string
  readonly detail?: string
  readonly request_id?: string
  readonly faults?: readonly { readonly path: string; readonly message: string }[]
}

export type OverviewCurrency = {
  currency: string
  amount: string
  previous_amount: string
  change_ratio: string | null
  forecast: { amount: string | null; settled_through: string | null; basis: string }
  tax: string
  credits: string
  unallocated: { amount: string; share: string | null }
}
export type OverviewTrendPoint = {
  day: string
  currency: string
  amount: string
  previous_amount: string | null
  settled: boolean
}
export type OverviewGroup = {
  key: string
  currency: string
  amount: string
  previous_amount: string
  share: string | null
}
export type OverviewMover = {
  provider: string
  service: string
  currency: string
  amount: string
  previous_amount: string
  change: string
}
export type OverviewFreshness = {
  provider: string
  pipeline: string
  last_success_at: string | null
  data_through: string | null
  status: string
}
export type UnpricedModel = { provider: string; model: string; quantity: string; unit: string; days: number }
export type Overview = {
  metric: 'effective' | 'billed' | 'list'
  as_of: string
  time_zone: string
  month: { start: string; end_exclusive_today: string }
  currencies: OverviewCurrency[]
  trend: OverviewTrendPoint[]
  by_provider: OverviewGroup[]
  by_category: OverviewGroup[]
  by_service: OverviewGroup[]
  movers: OverviewMover[]
  freshness: OverviewFreshness[]
  unpriced: { count: number; models: UnpricedModel[] }
}

export type CostRow = Record<string, string | number | boolean | null>
export type CurrencyTotals = {
  currency: string
  amount: string
  billed_cost: string
  effective_cost: string
  list_cost: string
  contracted_cost: string
  record_count: number
}
export type CostData = {
  success: boolean
  data?: CostRow[] | null
  summary: {
    metric: string
    date_range: { start: string; end: string }
    currencies: CurrencyTotals[]
  }
  pagination?: { limit: number; offset: number; total: number } | null
  currency?: string | null
}

export type CredentialField = {
  name: string
  label: string
  secret: boolean
  required: boolean
  multiline: boolean
  placeholder?: string
  help?: string
  pattern?: string
  pattern_message?: string
}
export type ValidationStatus =
  'VALID' | 'INVALID' | 'PENDING' | 'EXPIRED' | 'PARTIAL_VALID' | 'NOT_CONFIGURED'
export type Integration = {
  provider: string
  status: ValidationStatus
  type: 'cloud' | 'genai' | 'saas'
  display_name: string
  description: string
  registry_status: 'active' | 'beta' | 'retired'
  credential_type: string
  credential_fields: CredentialField[]
  metadata_fields: CredentialField[]
  help: string
  credential_id?: string | null
  credential_name?: string | null
  last_validated_at?: string | null
  last_error?: string | null
  created_at?: string | null
  metadata?: Record<string, unknown> | null
}
export type Integrations = {
  org_slug: string
  integrations: Record<string, Integration>
  providers_configured: string[]
}
export type IntegrationResult = {
  success: boolean
  provider: string
  status: string
  credential_id?: string | null
  validation_status: string
  validation_error?: string | null
  message: string
  checks: { name: string; ok: boolean; message: string }[]
}
export type IntegrationInput = {
  credential?: string | Record<string, string>
  credential_name?: string
  metadata?: Record<string, string>
}

export type PipelineConfig = {
  id: string
  name: string
  description: string
  category: string
  provider: string
  domain: string
  pipeline: string
  required_integration: string
  schedule?: string | null
  enabled: boolean
}
export type RunSummary = {
  pipeline_logging_id: string
  pipeline_id: string
  status: string
  trigger_type: string
  trigger_by?: string | null
  start_time?: string | null
  end_time?: string | null
  duration_ms?: number | null
  run_date?: string | null
  error_message?: string | null
  parameters?: Record<string, unknown> | null
}
export type StepLog = {
  step_logging_id: string
  step_name: string
  step_type: string
  step_index: number
  status: string
  start_time?: string | null
  end_time?: string | null
  duration_ms?: number | null
  rows_processed?: number | null
  error_message?: string | null
  metadata?: Record<string, unknown> | null
}
export type RunDetail = RunSummary & { steps: StepLog[]; run_metadata?: Record<string, unknown> | null }
export type Transition = {
  transition_id: string
  entity_type: string
  from_state: string
  to_state: string
  transition_time: string
  error_message?: string | null
  step_logging_id?: string | null
}
export type Quota = {
  org_slug: string
  pipelinesRunToday: number
  dailyLimit: number | null
  pipelinesRunMonth: number
  monthlyLimit: number | null
  concurrentRunning: number
  concurrentLimit: number | null
  seatLimit: number | null
  providersLimit: number | null
  configuredProvidersCount: number
}
export type Locale = {
  org_slug: string
  default_currency: string
  default_country: string
  default_language: string
  default_timezone: string
}
export type Subscription = {
  org_slug: string
  plan_name: string
  status: string
  trial_end_date?: string | null
}
export type ApiKeyInfo = {
  org_slug: string
  api_key_fingerprint: string
  is_active: boolean
  created_at: string
  scopes: string[]
}
export type Role = 'owner' | 'admin' | 'editor' | 'viewer'
export type Member = { user_id: string; email: string; name: string; role: Role; joined_at: string }
export type Me = {
  user: { id: string; email: string; name: string }
  organizations: { org_slug: string; company_name: string; role: Role; is_demo: boolean }[]
}

type Json<Body> = { content: { 'application/json': Body } }
type Operation<Path, Query, Body, Output> = {
  parameters: Path extends undefined ? { query?: Query } : { path: Path; query?: Query }
  requestBody?: Body extends undefined ? never : Json<Body>
  responses: { 200: Json<Output>; default: Json<Problem> }
}
type OrgPath = { org_slug: string }
type Get<Output, Path = OrgPath, Query = never> = { get: Operation<Path, Query, undefined, Output> }
type Post<Output, Body = undefined, Path = OrgPath> = { post: Operation<Path, never, Body, Output> }

type RunPath = OrgPath & { pipeline_logging_id: string }

type CostQuery = {
  start_date?: string
  end_date?: string
  providers?: string
  service_categories?: string
  limit?: number
  offset?: number
}

export type paths = {
  '/api/v1/me': Get<Me, undefined>
  '/api/v1/organizations/onboard': {
    post: Operation<
      undefined,
      never,
      {
        org_slug?: string
        company_name: string
        admin_email: string
        default_currency: string
        default_timezone: string
      },
      { org_slug: string; api_key: string }
    >
  }
  '/api/v1/costs/{org_slug}/overview': Get<
    Overview,
    OrgPath,
    { metric?: Overview['metric']; include_tax?: boolean; include_credits?: boolean }
  >
  '/api/v1/costs/{org_slug}': Get<CostData, OrgPath, CostQuery>
  '/api/v1/costs/{org_slug}/by-provider': Get<CostData, OrgPath, CostQuery>
  '/api/v1/costs/{org_slug}/by-service': Get<CostData, OrgPath, CostQuery>
  '/api/v1/integrations/{org_slug}': Get<Integrations>
  '/api/v1/integrations/{org_slug}/{provider}': Get<Integration, OrgPath & { provider: string }> & {
    put: Operation<OrgPath & { provider: string }, never, IntegrationInput, IntegrationResult>
    delete: Operation<OrgPath & { provider: string }, never, undefined, { success: boolean }>
  }
  '/api/v1/integrations/{org_slug}/{provider}/setup': Post<
    IntegrationResult,
    IntegrationInput,
    OrgPath & { provider: string }
  >
  '/api/v1/integrations/{org_slug}/{provider}/validate': Post<
    IntegrationResult,
    undefined,
    OrgPath & { provider: string }
  >
  '/api/v1/validator/pipelines': Get<
    { success: boolean; pipelines: PipelineConfig[]; total: number },
    undefined
  >
  '/api/v1/pipelines/{org_slug}/runs': Get<
    { runs: RunSummary[]; total: number; limit: number; offset: number },
    OrgPath,
    { status_filter?: string; pipeline_id?: string; limit?: number; offset?: number }
  >
  '/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}': Get<RunDetail, RunPath>
  '/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/transitions': Get<
    { transitions: Transition[]; total: number },
    RunPath,
    { limit?: number }
  >
  '/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/retry': Post<
    { success: boolean; message: string; new_pipeline_logging_id?: string | null },
    undefined,
    RunPath
  >
  '/api/v1/pipelines/runs/{pipeline_logging_id}': {
    delete: Operation<RunPath, never, undefined, { status: string }>
  }
  '/api/v1/pipelines/run/{org_slug}/{provider}/{domain}/{pipeline}': Post<
    { run_id: string; pipeline_id: string; status: string },
    { start_date?: string; end_date?: string },
    OrgPath & { provider: string; domain: string; pipeline: string }
  >
  '/api/v1/pipelines/run/{org_slug}/{category}/{provider}/{domain}/{pipeline}': Post<
    { run_id: string; pipeline_id: string; status: string },
    { start_date?: string; end_date?: string },
    OrgPath & { category: string; provider: string; domain: string; pipeline: string }
  >
  '/api/v1/organizations/{org_slug}/quota': Get<Quota>
  '/api/v1/organizations/{org_slug}/locale': Get<Locale> & {
    put: Operation<OrgPath, never, { default_currency?: string; default_timezone?: string }, Locale>
  }
  '/api/v1/organizations/{org_slug}/subscription': Get<Subscription>
  '/api/v1/organizations/{org_slug}/api-key': Get<ApiKeyInfo>
  '/api/v1/organizations/{org_slug}/api-key/rotate': Post<{ api_key: string; api_key_fingerprint: string }>
  '/api/v1/organizations/{org_slug}/members': Get<{ members: Member[] }> &
    Post<Member, { email: string; role: Role }>
  '/api/v1/organizations/{org_slug}/members/{user_id}': {
    delete: Operation<OrgPath & { user_id: string }, never, undefined, { success: boolean; message: string }>
  }
}
