import type { QuotaUsage } from '@cloudact/store/quota/read-quota'
import { readQuota } from '@cloudact/store/quota/read-quota'
import { findActiveCredential } from '@cloudact/store/credentials/find-credential'
import { datasetOf } from '@cloudact/store/onboarding/onboarding-input'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { requireOffered, PipelineShape, toPipeline } from './pipeline-shape.ts'

const Limit = z.number().int().nullable()

export const validatePipeline = route({
  method: 'POST',
  path: '/api/v1/validator/validate/{org_slug}',
  operationId: 'validatePipeline',
  tag: 'Validator',
  summary: 'Would this pipeline start now?',
  auth: { kind: 'scope', scope: 'pipelines:read' },
  params: OrgParams,
  body: z.strictObject({
    pipeline_id: z.string().max(200),
    /** Adds which credential would be used; never its secret. */
    include_credentials: z.boolean().default(false),
  }),
  output: z.object({
    valid: z.boolean(),
    org_slug: z.string(),
    org_dataset_id: z.string(),
    pipeline_id: z.string(),
    pipeline_config: PipelineShape,
    subscription: z.object({ status: z.string(), plan_name: z.string() }),
    quota: z.object({
      daily: z.object({ used: z.number().int(), limit: Limit }),
      monthly: z.object({ used: z.number().int(), limit: Limit }),
      concurrent: z.object({ used: z.number().int(), limit: Limit }),
    }),
    credentials: z
      .object({ credential_id: z.string(), credential_name: z.string().nullable(), status: z.string() })
      .nullable(),
    error: z.string().nullable(),
    error_code: z.string().nullable(),
  }),
  audit: { action: 'EXECUTE', resource: 'pipeline_validation' },
  handler: async ({ org, body }, context) => {
    const { path, pipeline } = requireOffered(context.catalogFor(org), body.pipeline_id)
    const quota = await readQuota(context.database, org, context.clock.now())
    const credential =
      pipeline.provider === undefined
        ? undefined
        : await findActiveCredential(context.database, { org, provider: pipeline.provider })
    const obstacle = !pipeline.enabled
      ? { code: 'PIPELINE_DISABLED', message: 'The pipeline is switched off in this deployment.' }
      : (quotaObstacle(quota) ??
        (pipeline.provider !== undefined && !credential
          ? {
              code: 'INTEGRATION_NOT_CONFIGURED',
              message: `Set up the integration "${pipeline.provider}" first.`,
            }
          : undefined))
    return {
      valid: obstacle === undefined,
      org_slug: org,
      org_dataset_id: datasetOf(org),
      pipeline_id: `${org}-${path.replaceAll('/', '-')}`,
      pipeline_config: toPipeline(path, pipeline),
      subscription: { status: quota.status, plan_name: quota.plan_name },
      quota: {
        daily: { used: quota.pipelines_run_today, limit: quota.daily_limit },
        monthly: { used: quota.pipelines_run_month, limit: quota.monthly_limit },
        concurrent: { used: quota.concurrent_pipelines_running, limit: quota.concurrent_limit },
      },
      credentials:
        body.include_credentials && credential
          ? {
              credential_id: credential.credential_id,
              credential_name: credential.credential_name,
              status: credential.validation_status,
            }
          : null,
      error: obstacle?.message ?? null,
      error_code: obstacle?.code ?? null,
    }
  },
})

function quotaObstacle(quota: QuotaUsage): { readonly code: string; readonly message: string } | undefined {
  if (quota.status !== 'ACTIVE' && quota.status !== 'TRIAL') {
    return { code: 'SUBSCRIPTION_INACTIVE', message: `The subscription is ${quota.status}.` }
  }
  const reached = (used: number, limit: number | null) => limit !== null && used >= limit
  if (reached(quota.pipelines_run_today, quota.daily_limit))
    return { code: 'DAILY_QUOTA_EXCEEDED', message: 'The daily limit is used up.' }
  if (reached(quota.pipelines_run_month, quota.monthly_limit)) {
    return { code: 'MONTHLY_QUOTA_EXCEEDED', message: 'The monthly limit is used up.' }
  }
  if (reached(quota.concurrent_pipelines_running, quota.concurrent_limit)) {
    return { code: 'CONCURRENT_LIMIT_EXCEEDED', message: 'Too many pipelines run at this moment.' }
  }
  return undefined
}
