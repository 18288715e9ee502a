import { AppError } from '@cloudact/core/errors'
import type { HttpClient } from '@cloudact/engine/http-client'
import { readAccounts } from '../genai/azure-monitor/accounts.ts'
import { openAzureManagement } from '../genai/azure-monitor/client.ts'
import type { CredentialValidation, ValidationCheck, ValidatorInput } from './validator.ts'

/**
 * Logs in and looks at the accounts' metrics the way a run does. An application that gets a token and may not read is
 * PARTIAL_VALID with the role it needs.
 */
export default async function validateAzureOpenAi(input: ValidatorInput): Promise<CredentialValidation> {
  const { secrets, metadata, signal } = input
  const text = (name: string) => (typeof metadata[name] === 'string' ? metadata[name] : '')
  const checks: ValidationCheck[] = []
  try {
    const api = await openAzureManagement({
      http: httpOf(input.fetch),
      baseUrl: input.providerConfig.api_base_url ?? '',
      principal: {
        tenantId: secrets['tenant_id'] ?? '',
        clientId: secrets['client_id'] ?? '',
        clientSecret: secrets['client_secret'] ?? '',
      },
      signal,
    })
    checks.push({ name: 'log in', ok: true, message: 'Azure accepted the application and its secret.' })
    const accounts = await readAccounts(api, {
      subscriptionId: text('subscription_id'),
      resourceId: text('resource_id'),
    })
    const [first] = accounts
    if (first !== undefined)
      await api.get(`${first}/providers/microsoft.insights/metricDefinitions?api-version=2023-10-01`)
    const message = `Azure accepted the credential; metrics of ${accounts.length} account${accounts.length === 1 ? '' : 's'} can be read.`
    return { status: 'VALID', message, checks: [...checks, { name: 'read metrics', ok: true, message }] }
  } catch (error) {
    if (!(error instanceof AppError) || !['credential_rejected', 'invalid_input'].includes(error.code))
      throw error
    const { message } = error
    return {
      status: checks.length > 0 ? 'PARTIAL_VALID' : 'INVALID',
      message,
      checks: [...checks, { name: 'read metrics', ok: false, message }],
    }
  }
}

const SERVER_FAULT = 500
const TOO_MANY = 429

/** One attempt through the guarded fetch: whoever waits for a validation does not wait for retries. */
function httpOf(send: typeof fetch): HttpClient {
  return {
    async send(_provider, { method = 'GET', url, headers, body, signal }) {
      const answer = await send(url, {
        method,
        headers: { ...headers },
        body: body ?? null,
        signal: signal ?? null,
      })
      if (answer.status === TOO_MANY || answer.status >= SERVER_FAULT) {
        throw new AppError(
          'provider_unavailable',
          `Azure answered ${answer.status}, so the credential could not be checked. Try again in a few minutes.`,
        )
      }
      return { status: answer.status, headers: Object.fromEntries(answer.headers), text: await answer.text() }
    },
    fetchFor: () => send,
  }
}
