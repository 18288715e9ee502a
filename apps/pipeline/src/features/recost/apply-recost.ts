import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import { route } from '../../context.ts'
import { requireOfferedPipeline } from '../../domain/offered-pipeline.ts'
import { nameOf, startRun } from '../../domain/start-run.ts'
import { StartedRun, toStartedRun } from '../run-shapes.ts'
import { RecostBody, RecostParams, recostTask } from './recost-request.ts'

/** Starts one run for each integration; asked for again while they run, answers those runs. */
export const applyRecost = route({
  method: 'POST',
  path: '/api/v1/genai/{org_slug}/recost/apply',
  operationId: 'applyRecost',
  tag: 'GenAI',
  summary: 'Price stored usage of a period with the prices in force; earlier rows are kept',
  auth: { kind: 'scope', scope: 'pipelines:execute' },
  params: RecostParams,
  body: RecostBody,
  statuses: [202, 200],
  output: z.object({
    org_slug: z.string(),
    provider: z.string(),
    runs: z.array(StartedRun),
    left_out: z.array(z.string()).describe('Removed integrations whose usage stays as it is.'),
  }),
  bucket: 'pipeline_start',
  audit: { action: 'EXECUTE', resource: 'genai_recost' },
  handler: async ({ org, body, caller, auditDetail }, context) => {
    const { provider, pipelinePath, range, credentials, leftOut } = await recostTask(context, org, body)
    if (credentials.length === 0) {
      throw new AppError(
        'not_found',
        leftOut.length === 0
          ? `There is no stored usage of ${provider} from ${range.start} to before ${range.end}.`
          : `The integrations that read this usage were removed, so their settings are not known. Set up ${provider} and read the period again.`,
      )
    }
    const { path, pipeline } = requireOfferedPipeline(context.catalogFor(org), pipelinePath)
    const runs = []
    for (const { credential_id: credentialId } of credentials) {
      const started = { org, path, pipeline, range, credentialId, caller }
      const by = { triggerType: 'api', triggerBy: nameOf(caller) } as const
      runs.push(await startRun(context, { ...started, ...by }))
    }
    auditDetail(provider, {
      start_date: range.start,
      end_date: range.end,
      runs: runs.map(({ run }) => run.pipeline_logging_id),
    })
    return {
      status: runs.every(({ duplicate }) => duplicate) ? 200 : 202,
      body: {
        org_slug: org,
        provider,
        runs: runs.map(({ run, duplicate }) =>
          toStartedRun(
            run,
            duplicate ? 'The same work is already under way; this is that run.' : 'The run was accepted.',
          ),
        ),
        left_out: [...leftOut],
      },
    }
  },
})
