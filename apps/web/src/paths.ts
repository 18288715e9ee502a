/** Every address of the web application. Pages and links never spell a path themselves. */
type Query = Readonly<Record<string, string | readonly string[] | undefined>>

export const paths = {
  home: () => '/',
  login: (next?: string) => withQuery('/login', { next }),
  signup: () => '/signup',
  forgotPassword: () => '/forgot-password',
  account: () => '/account',
  newOrganization: () => '/new',
  organization: (org: string) => `/${segment(org)}`,
  dashboard: (org: string, query: Query = {}) => withQuery(`/${segment(org)}/dashboard`, query),
  costs: (org: string, query: Query = {}) => withQuery(`/${segment(org)}/costs`, query),
  conformance: (org: string) => `/${segment(org)}/costs/conformance`,
  reconciliation: (org: string) => `/${segment(org)}/genai/reconciliation`,
  prices: (org: string, query: Query = {}) => withQuery(`/${segment(org)}/genai/prices`, query),
  integrations: (org: string) => `/${segment(org)}/integrations`,
  integration: (org: string, type: string, provider: string) =>
    `/${segment(org)}/integrations/${segment(type)}/${segment(provider)}`,
  pipelines: (org: string, query: Query = {}) => withQuery(`/${segment(org)}/pipelines`, query),
  run: (org: string, runId: string) => `/${segment(org)}/pipelines/runs/${segment(runId)}`,
  settings: (org: string) => `/${segment(org)}/settings`,
  notifications: (org: string) => `/${segment(org)}/settings/notifications`,
} as const

/** Addresses of the API that the browser opens itself (downloads), on the same origin. */
export const downloads = {
  costExport: (org: string, query: Query) => withQuery(`/api/v1/costs/${segment(org)}/export`, query),
  reconciliation: (org: string, query: Query) =>
    withQuery(`/api/v1/genai/${segment(org)}/reconciliation/export`, query),
  runLog: (org: string, runId: string, format: 'json' | 'csv') =>
    withQuery(`/api/v1/pipelines/${segment(org)}/runs/${segment(runId)}/download`, { format }),
} as const

/** Where to go after signing in: only a path of this application, never another site. */
export function safeNext(next: string | null | undefined): string | undefined {
  if (!next || !next.startsWith('/') || next.startsWith('//') || next.includes('\\')) return undefined
  return next
}

function segment(value: string): string {
  return encodeURIComponent(value)
}

function withQuery(path: string, query: Query): string {
  const search = new URLSearchParams()
  for (const [name, value] of Object.entries(query))
    for (const one of typeof value === 'string' ? [value] : (value ?? []))
      if (one !== '') search.append(name, one)
  const text = search.toString()
  return text ? `${path}?${text}` : path
}
