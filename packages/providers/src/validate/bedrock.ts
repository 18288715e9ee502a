import { AppError } from '@cloudact/core/errors'
import { openRegions } from '../genai/cloudwatch/open-regions.ts'
import type { CredentialValidation, ValidationCheck, ValidatorInput } from './validator.ts'

/**
 * STS says whose key it is, and metrics are listed in every region the integration names, the way a run does. A key AWS
 * knows that may not read metrics is PARTIAL_VALID with the policy to paste.
 */
export default async function validateBedrock(input: ValidatorInput): Promise<CredentialValidation> {
  const checks: ValidationCheck[] = []
  try {
    const { account, regions } = await openRegions({
      ...input,
      baseUrl: input.providerConfig.api_base_url ?? '',
    })
    checks.push({
      name: 'sts:GetCallerIdentity',
      ok: true,
      message: `AWS knows the key; it belongs to account ${account}.`,
    })
    try {
      for (const { name, api } of regions) {
        const { length } = await api.models(['InputTokenCount'])
        const message = `Metrics in ${name} can be read: ${length} model${length === 1 ? '' : 's'} used in the last two weeks.`
        checks.push({ name: `metrics in ${name}`, ok: true, message })
      }
    } finally {
      for (const { api } of regions) api.close()
    }
    const message = `AWS accepted the credential. ${checks
      .slice(1)
      .map((check) => check.message)
      .join(' ')}`
    return { status: 'VALID', message, checks }
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'credential_rejected') throw error
    const faults = error.faults.map(({ path, message }) => ` ${path} ${message}.`).join('')
    const message = `${error.message}${faults}`
    const status = checks.length > 0 ? 'PARTIAL_VALID' : 'INVALID'
    return { status, message, checks: [...checks, { name: 'read metrics', ok: false, message }] }
  }
}
