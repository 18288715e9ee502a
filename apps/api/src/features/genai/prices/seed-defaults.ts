import { formatDay } from '@cloudact/core/day'
import { z } from 'zod'
import { route } from '../../../context.ts'
import { OrgParams } from '../../shapes.ts'
import { catalogueLists, catalogueOf } from './catalogue-list.ts'
import { requirePayg } from './require-payg.ts'

/** The shipped lists hold without being copied, so nothing has to be seeded: the answer says what holds today. */
export const seedDefaultPrices = route({
  method: 'POST',
  path: '/api/v1/genai/{org_slug}/pricing/seed-defaults',
  operationId: 'seedDefaultGenaiPrices',
  tag: 'GenAI',
  summary: 'Count the shipped prices in force; they hold without being copied, and your own prices stay',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: OrgParams,
  query: z.strictObject({ flow: z.string().max(50).default('payg') }),
  output: z.object({
    org_slug: z.string(),
    flow: z.string(),
    providers: z.array(z.object({ provider: z.string(), price_count: z.number().int() })),
    price_count: z.number().int(),
  }),
  audit: { action: 'READ', resource: 'genai_default_prices' },
  handler: async ({ org, query, auditDetail }, context) => {
    requirePayg(query.flow)
    auditDetail(query.flow)
    const catalog = context.catalogFor(org)
    const today = formatDay(context.clock.now())
    const providers = [...catalogueLists(catalog).keys()].toSorted().map((provider) => ({
      provider,
      price_count: catalogueOf(catalog, provider, today).length,
    }))
    return {
      org_slug: org,
      flow: query.flow,
      providers,
      price_count: providers.reduce((sum, one) => sum + one.price_count, 0),
    }
  },
})
