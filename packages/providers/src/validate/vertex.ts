import { addDays, formatDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { openCloudMonitoring } from '../genai/cloud-monitoring/client.ts'
import { parseServiceAccount } from '../google/service-account.ts'
import { VERTEX_METRICS } from '../genai/cloud-monitoring/vertex-metrics.ts'
import type { CredentialValidation, ValidatorInput } from './validator.ts'

const FORBIDDEN = 403

/**
 * Reads yesterday's token counts with the service account, the way a run does. A key Google knows that may not read
 * metrics is PARTIAL_VALID with the role it needs.
 */
export default async function validateVertex(input: ValidatorInput): Promise<CredentialValidation> {
  const today = formatDay(input.clock.now())
  try {
    const account = parseServiceAccount(input.secrets)
    const named = input.metadata['project_id']
    const project = typeof named === 'string' && named !== '' ? named : account.projectId
    const api = await openCloudMonitoring({
      serviceAccount: account,
      baseUrl: input.providerConfig.api_base_url ?? '',
      fetch: input.fetch,
    })
    try {
      const metric = VERTEX_METRICS.metrics[0].type
      const points = await api.hourly(project, metric, { start: addDays(today, -1), end: today })
      const message =
        points === undefined
          ? `Google accepted the key. The project "${project}" has no token counts yet: they appear with the first request.`
          : `Google accepted the key; token counts of the project "${project}" can be read.`
      return { status: 'VALID', message, checks: [{ name: 'Read token counts', ok: true, message }] }
    } finally {
      await api.close()
    }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'credential_rejected') throw error
    const { message } = error
    return {
      status: error.detail['status'] === FORBIDDEN ? 'PARTIAL_VALID' : 'INVALID',
      message,
      checks: [{ name: 'Read token counts', ok: false, message }],
    }
  }
}
