import { AppError } from '@cloudact/core/errors'
import { generateOrgSlug } from '@cloudact/core/org-slug'
import { callApi } from '../api-client.ts'
import type { Command } from '../command.ts'
import { readArguments } from './read-arguments.ts'

/** A company's name need not be quoted. */
const MOST_WORDS = 20

type Onboarded = { readonly org_slug: string; readonly api_key?: string | null }

/** Creates an organization and prints its API key, the only time it is shown. */
export const command: Command = {
  usage: 'org onboard COMPANY --email ADDRESS [--slug SLUG] [--plan KEY]',
  summary: 'create an organization',
  async run(args, settings) {
    const { values, positionals } = readArguments(
      args,
      this.usage,
      { email: { type: 'string' }, slug: { type: 'string' }, plan: { type: 'string' } },
      MOST_WORDS,
    )
    const company = positionals.join(' ')
    if (!company || !values.email) throw new AppError('invalid_input', `Usage: cloudact ${this.usage}`)
    const created = await callApi<Onboarded>(settings, 'POST', '/api/v1/organizations/onboard', {
      org_slug: values.slug ?? generateOrgSlug(company, Date.now()),
      company_name: company,
      admin_email: values.email,
      ...(values.plan ? { subscription_plan: values.plan } : {}),
    })
    console.log(`organization  ${created.org_slug}`)
    if (created.api_key) console.log(`API key       ${created.api_key}   (shown once)`)
    return 0
  },
}
