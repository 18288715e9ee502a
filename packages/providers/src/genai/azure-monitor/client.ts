import { AppError } from '@cloudact/core/errors'
import type { HttpClient, HttpResponse } from '@cloudact/engine/http-client'
import { type JsonValue, parseJsonSource } from '@cloudact/engine/json-source'
import { z } from 'zod'

/** Azure's management interface with a token of its own. */
export type AzureManagement = {
  /**
   * `path` with its query, or a page's absolute address at the same host. Throws `credential_rejected` with
   * `detail.status`, `provider_unavailable`, `rate_limited`, or `invalid_input` with Azure's code.
   */
  get(path: string): Promise<JsonValue>
}

export type AzurePrincipal = {
  readonly tenantId: string
  readonly clientId: string
  readonly clientSecret: string
}

const LOGIN = 'https://login.microsoftonline.com'
const MANAGEMENT_HOST = 'management.azure.com'
const SCOPE = 'https://management.azure.com/.default'
const PROVIDER = 'azure_openai'
const ATTEMPTS = 3
const GUID = /^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$/

const Token = z.object({ access_token: z.string().min(1) })
const LoginRefusal = z.object({ error: z.string(), error_description: z.string().default('') })
const Refusal = z.object({ error: z.object({ code: z.string(), message: z.string().default('') }) })

/** Logs in with client credentials, once for all calls. Throws `credential_rejected` with what to mend. */
export async function openAzureManagement(options: {
  readonly http: HttpClient
  readonly baseUrl: string
  readonly principal: AzurePrincipal
  readonly signal: AbortSignal
}): Promise<AzureManagement> {
  const { http, baseUrl, signal } = options
  const token = await login(options)
  const origin = new URL(baseUrl).origin
  return {
    async get(path) {
      const url = new URL(path, baseUrl)
      // The token goes to Azure and to nobody a page names.
      if (url.origin !== origin)
        throw new AppError(
          'provider_unavailable',
          `Azure's next page is at another host (${url.host}). Nothing was stored.`,
        )
      for (let attempt = 1; ; attempt += 1) {
        const answer = await http.send(PROVIDER, {
          url: url.href,
          headers: { accept: 'application/json', authorization: `Bearer ${token}` },
          signal,
        })
        if (answer.status >= 400) throw refused(answer)
        try {
          return parseJsonSource(answer.text)
        } catch (error) {
          if (attempt === ATTEMPTS) throw error
        }
      }
    },
  }
}

async function login({
  http,
  baseUrl,
  principal: { tenantId, clientId, clientSecret },
  signal,
}: Parameters<typeof openAzureManagement>[0]): Promise<string> {
  if (!GUID.test(tenantId))
    throw new AppError('credential_rejected', 'The directory (tenant) id is no GUID. Enter it again.')
  const host = new URL(baseUrl).hostname === MANAGEMENT_HOST ? LOGIN : baseUrl
  const answer = await http.send(PROVIDER, {
    method: 'POST',
    url: `${host}/${tenantId}/oauth2/v2.0/token`,
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      grant_type: 'client_credentials',
      client_id: clientId,
      client_secret: clientSecret,
      scope: SCOPE,
    }).toString(),
    signal,
  })
  if (answer.status >= 400) throw loginRefused(answer)
  const token = Token.safeParse(JSON.parse(answer.text))
  if (!token.success)
    throw new AppError(
      'provider_unavailable',
      'Microsoft Entra ID answered without a token. Try again later.',
    )
  return token.data.access_token
}

const LOGIN_REMEDIES: Readonly<Record<string, string>> = {
  AADSTS7000215:
    'The client secret is wrong. Paste the column "Value" of Certificates & secrets, not the secret id.',
  AADSTS7000222: 'The client secret has expired. Create a new one under Certificates & secrets.',
  AADSTS700016: 'The tenant knows no application with this client id. Check both ids on the overview page.',
  AADSTS90002: 'There is no tenant with this directory id. Copy it from Microsoft Entra ID, Overview.',
}

function loginRefused({ status, text }: HttpResponse): AppError {
  const description = LoginRefusal.safeParse(jsonOf(text)).data?.error_description ?? ''
  const code = /AADSTS\d+/.exec(description)?.[0] ?? ''
  const remedy = LOGIN_REMEDIES[code] ?? 'Check the tenant id, client id and client secret.'
  return new AppError(
    'credential_rejected',
    `Azure does not accept the credential (${code || status}). ${remedy}`,
    {
      detail: { status: 401 },
    },
  )
}

function refused({ status, text }: HttpResponse): AppError {
  const code = Refusal.safeParse(jsonOf(text)).data?.error.code ?? ''
  if (status === 401 || status === 403) {
    return new AppError(
      'credential_rejected',
      `Azure knows the application, but it may not read metrics (${code || status}). On the subscription, open Access control (IAM), Add role assignment, and give it "Monitoring Reader".`,
      { detail: { status: 403 } },
    )
  }
  return new AppError(
    'invalid_input',
    `Azure refused a request (${status}${code ? `, ${code}` : ''}). Check the subscription and resource ids of the integration.`,
    { detail: { status, code } },
  )
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // A refusal that is no JSON gives no reason.
  }
}
