import { listDiscounts } from '@cloudact/store/prices/list-discounts'
import { listOwnPrices } from '@cloudact/store/prices/list-own-prices'
import { z } from 'zod'
import { route } from '../../../context.ts'
import { OrgParams } from '../../shapes.ts'
import { DiscountShape, OwnPriceShape, toDiscountShape, toOwnPriceShape } from './own-price-shape.ts'

export const listOwnTerms = route({
  method: 'GET',
  path: '/api/v1/genai/{org_slug}/own-prices',
  operationId: 'listGenaiOwnPrices',
  tag: 'GenAI',
  summary: 'Overrides, custom prices and discounts of the organization; past and future ones too',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: z.strictObject({ provider: z.string().max(60).optional() }),
  output: z.object({
    org_slug: z.string(),
    prices: z.array(OwnPriceShape),
    discounts: z.array(DiscountShape),
  }),
  handler: async ({ org, query }, context) => ({
    org_slug: org,
    prices: (await listOwnPrices(context.database, org, query.provider)).map(toOwnPriceShape),
    discounts: (await listDiscounts(context.database, org, query.provider)).map(toDiscountShape),
  }),
})
