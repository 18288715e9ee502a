import { defineProcessor } from '@cloudact/engine/processor'
import { z } from 'zod'
import { integrationSettings, type PaygOutput } from './payg-run.ts'

const config = z.strictObject({ provider: z.string() })

/**
 * Stands in for reading usage where stored usage is priced anew: hands on what the integration's settings say and the
 * days of the run, exactly as asked. Reads nothing from the vendor.
 */
export default defineProcessor({
  summary: 'Takes stored GenAI usage with the settings of its integration, without reading from the provider',
  config,
  async run(context, { provider }) {
    const credential = await context.credential(provider)
    const output: PaygOutput = {
      provider,
      credential_id: credential.credentialId,
      account_id: '',
      start_date: context.run.range.start,
      end_date: context.run.range.end,
      ...integrationSettings(credential),
    }
    return { rows: 0, output }
  },
})
