import { AppError } from '@cloudact/core/errors'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { GEMINI_METRICS } from '../cloud-monitoring/gemini-metrics.ts'
import { openTokenSource } from '../cloud-monitoring/open-source.ts'
import type { PaygAdapter } from '../payg-adapter.ts'

const DEFAULT_READER = 'vertex'

const adapter: PaygAdapter = {
  tiersOutsideCosts: [],
  pairedBy: [],
  subAccountType: 'Project',
  async open(context, credential) {
    const named = credential.metadata['usage_credential']
    const reader = typeof named === 'string' && named !== '' ? named : DEFAULT_READER
    return openTokenSource(context, {
      provider: 'gemini',
      serviceAccount: await linkedCredential(context, reader),
      projectId: credential.metadata['account_id'],
      source: GEMINI_METRICS,
    })
  },
}

/** A Gemini key reveals no usage: another integration of the organization reads the project's metrics. */
async function linkedCredential(context: ProcessorContext, provider: string) {
  try {
    return await context.credential(provider)
  } catch (cause) {
    if (!(cause instanceof AppError) || cause.code !== 'not_found') throw cause
    const name = context.catalog.providers.get(provider)?.display_name ?? provider
    throw new AppError(
      'not_found',
      `A Gemini key reveals no usage. Set up "${name}" with a service account that has Monitoring Viewer on the key's project, or name another integration under "Read usage with" of the Gemini integration.`,
      { cause },
    )
  }
}

export default adapter
