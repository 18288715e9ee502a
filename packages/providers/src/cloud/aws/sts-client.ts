import { AppError } from '@cloudact/core/errors'
import type { AwsCredential, AwsKeys } from './aws-keys.ts'
import { fetchRequestHandler } from './fetch-request-handler.ts'

export type CallerIdentity = { readonly account: string; readonly arn: string }

type StsOptions = {
  readonly region: string
  /** Only for STS-compatible servers. */
  readonly endpoint?: string
  readonly fetch: typeof fetch
  readonly signal?: AbortSignal
}

/** The only place that loads the STS SDK. */
async function openSts(keys: AwsKeys, options: StsOptions) {
  const sdk = await import('@aws-sdk/client-sts')
  const client = new sdk.STSClient({
    region: options.region,
    credentials: keys,
    requestHandler: fetchRequestHandler(options.fetch),
    ...(options.endpoint && { endpoint: options.endpoint }),
  })
  return { client, sdk }
}

/** Who the keys belong to. Needs no permission. Throws `credential_rejected` or `provider_unavailable`. */
export async function getCallerIdentity(keys: AwsKeys, options: StsOptions): Promise<CallerIdentity> {
  const { client, sdk } = await openSts(keys, options)
  try {
    const answer = await client.send(new sdk.GetCallerIdentityCommand({}), { abortSignal: options.signal })
    return { account: answer.Account ?? '', arn: answer.Arn ?? '' }
  } catch (error) {
    throw refusal(error, 'The AWS key was not accepted', options.signal)
  } finally {
    client.destroy()
  }
}

/**
 * Keys to read the bill with: the credential's own, or those of the role it names, valid for one hour. The external
 * id is what keeps another customer of ours from using the role (confused deputy).
 */
export async function resolveKeys(
  credential: AwsCredential,
  sessionName: string,
  options: StsOptions,
): Promise<AwsKeys> {
  const { role } = credential
  if (!role) return credential.keys
  const { client, sdk } = await openSts(credential.keys, options)
  try {
    const answer = await client.send(
      new sdk.AssumeRoleCommand({
        RoleArn: role.arn,
        RoleSessionName: sessionName.replace(/[^\w+=,.@-]/g, '-').slice(0, 64),
        DurationSeconds: 3_600,
        ...(role.externalId && { ExternalId: role.externalId }),
      }),
      { abortSignal: options.signal },
    )
    const { AccessKeyId, SecretAccessKey, SessionToken } = answer.Credentials ?? {}
    if (!AccessKeyId || !SecretAccessKey)
      throw new AppError('provider_unavailable', 'AWS STS answered without credentials.')
    return {
      accessKeyId: AccessKeyId,
      secretAccessKey: SecretAccessKey,
      ...(SessionToken && { sessionToken: SessionToken }),
    }
  } catch (error) {
    throw refusal(
      error,
      `The role ${role.arn} could not be assumed; its trust policy must allow this key and external id`,
      options.signal,
    )
  } finally {
    client.destroy()
  }
}

const REJECTED = new Set([
  'InvalidClientTokenId',
  'SignatureDoesNotMatch',
  'ExpiredToken',
  'ExpiredTokenException',
  'AccessDenied',
  'AccessDeniedException',
  'UnrecognizedClientException',
])

function refusal(error: unknown, what: string, signal: AbortSignal | undefined): unknown {
  if (error instanceof AppError) return error
  if (signal?.aborted) return signal.reason
  const name = error instanceof Error ? error.name : ''
  return REJECTED.has(name)
    ? new AppError('credential_rejected', `${what} (${name}).`, { cause: error })
    : new AppError('provider_unavailable', 'AWS STS could not be reached. The run will try again.', {
        cause: error,
      })
}
