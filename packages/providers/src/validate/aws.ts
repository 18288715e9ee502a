import { addMonths, formatDay, monthStart } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { parseAwsCredential } from '../cloud/aws/aws-keys.ts'
import { parseBillSource, type BillSource } from '../cloud/aws/bill-source.ts'
import { findManifest } from '../cloud/aws/find-manifest.ts'
import { openStore } from '../cloud/aws/open-store.ts'
import { getCallerIdentity } from '../cloud/aws/sts-client.ts'
import type { CredentialValidation, ValidationCheck, ValidatorInput } from './validator.ts'

/**
 * Proves an AWS credential: STS says whose key it is, and the manifest of this or the last month is read the way a run
 * reads it. A key that is good but cannot read the bill is PARTIAL_VALID with the policy it needs.
 */
export default async function validateAws(input: ValidatorInput): Promise<CredentialValidation> {
  const source = await attempt('bill location', async () => parseBillSource(input.metadata))
  if (source.value?.source === 'path') {
    const check = await checkBill(input, source.value)
    return { status: check.ok ? 'VALID' : 'PARTIAL_VALID', message: check.message, checks: [check] }
  }
  const identity = await attempt('sts:GetCallerIdentity', async () => {
    const { keys } = parseAwsCredential(input.secrets)
    const region = textOf(input.metadata, 'region') ?? 'us-east-1'
    const { account } = await getCallerIdentity(keys, {
      region,
      endpoint: textOf(input.metadata, 'sts_endpoint'),
      fetch: input.fetch,
      signal: input.signal,
    })
    return account
  })
  if (identity.value === undefined)
    return { status: 'INVALID', message: identity.check.message, checks: [identity.check] }
  const accepted: ValidationCheck = {
    ...identity.check,
    message: `AWS knows the key; it belongs to account ${identity.value}.`,
  }
  if (!source.value) {
    return { status: 'PARTIAL_VALID', message: source.check.message, checks: [accepted, source.check] }
  }
  const bill = await checkBill(input, source.value)
  return {
    status: bill.ok ? 'VALID' : 'PARTIAL_VALID',
    message: bill.ok ? `AWS accepted the credential. ${bill.message}` : bill.message,
    checks: [accepted, bill],
  }
}

/** A setting of a location that may not be complete yet. */
function textOf(metadata: ValidatorInput['metadata'], name: string): string | undefined {
  const value = metadata[name]
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** Reads the manifest of the running month, else of the one before: a new month's first delivery takes a day. */
async function checkBill(input: ValidatorInput, source: BillSource): Promise<ValidationCheck> {
  const month = monthStart(formatDay(input.clock.now()))
  const found = await attempt('bill manifest', async () => {
    const store = await openStore(source, input.secrets, { fetch: input.fetch, signal: input.signal })
    try {
      for (const period of [month, addMonths(month, -1)]) {
        const manifest = await findManifest(store, source, period, input.signal)
        if (manifest) return manifest
      }
      return null
    } finally {
      store.close()
    }
  })
  if (found.value) {
    const { period, files } = found.value
    return {
      ...found.check,
      message: `The bill of ${period.slice(0, 7)} is there: ${files.length} file${files.length === 1 ? '' : 's'}.`,
    }
  }
  const message =
    found.value === null
      ? `No manifest was found for ${month.slice(0, 7)} or the month before. Check bucket and prefix; a new export takes up to 24 hours.`
      : found.check.message
  return {
    name: 'bill manifest',
    ok: false,
    message: source.source === 's3' ? `${message} ${policyFor(source)}` : message,
  }
}

/** The least a key needs to read one export. */
function policyFor({ bucket, prefix }: Extract<BillSource, { source: 's3' }>): string {
  const folder = prefix.replace(/^\/+|\/+$/g, '')
  const policy = {
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: `arn:aws:s3:::${bucket}`,
        Condition: { StringLike: { 's3:prefix': [folder, `${folder}/*`] } },
      },
      { Effect: 'Allow', Action: 's3:GetObject', Resource: `arn:aws:s3:::${bucket}/${folder}/*` },
    ],
  }
  return `The key needs this policy: ${JSON.stringify(policy)}`
}

/** What a step yields, or a failed check in words. An unreachable AWS says nothing about the credential: it is thrown. */
async function attempt<Value>(
  name: string,
  work: () => Promise<Value>,
): Promise<{ readonly value?: Value; readonly check: ValidationCheck }> {
  try {
    return { value: await work(), check: { name, ok: true, message: `${name}: accepted.` } }
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'provider_unavailable' || error.code === 'cancelled')
      throw error
    const faults = error.faults.map(({ path, message }) => ` ${path} ${message}.`).join('')
    return { check: { name, ok: false, message: `${error.message}${faults}` } }
  }
}
