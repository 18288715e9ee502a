import { AppError } from '@cloudact/core/errors'
import { defineProcessor } from '@cloudact/engine/processor'
import { z } from 'zod'

/** Calls the vendor once and writes what it answers as the slice of the run's first day. */
export default defineProcessor({
  summary: 'Calls the vendor of the tests.',
  config: z.strictObject({ path: z.string(), credential: z.boolean().default(false) }),
  async run(context, config) {
    const { api_base_url: base } = context.catalog.providers.get('vendor') ?? {}
    const opened = config.credential ? await context.credential('vendor') : undefined
    const response = await context.http.send('vendor', {
      url: `${base}${config.path}?run=${context.run.runId}&step=${context.run.stepId}`,
      signal: context.signal,
      ...(opened === undefined ? {} : { headers: { authorization: opened.secrets.api_key ?? '' } }),
    })
    if (response.status >= 400) throw new AppError('invalid_input', `The vendor said ${response.status}.`)
    await context.write([
      {
        table: 'vendor_rows',
        credentialId: opened?.credentialId ?? 'none',
        accountId: '',
        period: context.run.range.start,
        content: { kind: 'rows', rows: [[{ answer: response.text }]] },
      },
    ])
    return { rows: 1, output: { answer: response.text } }
  },
})
