import { formatDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { deleteOwnPrices } from '@cloudact/store/prices/delete-own-prices'
import { listOwnPrices } from '@cloudact/store/prices/list-own-prices'
import { z } from 'zod'
import { route } from '../../../context.ts'
import { catalogueEntry } from './catalogue-list.ts'
import { changeAnswer, changeShape, OwnPriceShape, PriceParams, toOwnPriceShape } from './own-price-shape.ts'
import { requirePayg } from './require-payg.ts'
import { sameThing } from './same-thing.ts'

/** Removes a custom price, and the overrides of it, which would have nothing to replace. */
export const deleteCustomPrice = route({
  method: 'DELETE',
  path: '/api/v1/genai/{org_slug}/pricing/{flow}/{identifier}',
  operationId: 'deleteGenaiCustomPrice',
  tag: 'GenAI',
  summary: 'Remove a custom price by its id; overrides of it go along',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: PriceParams,
  output: z.object({ org_slug: z.string(), removed: z.array(OwnPriceShape), ...changeShape }),
  audit: { action: 'DELETE', resource: 'genai_custom_price' },
  handler: async ({ org, params, auditDetail }, context) => {
    requirePayg(params.flow)
    const { identifier } = params
    auditDetail(identifier)
    const own = await listOwnPrices(context.database, org)
    const custom = own.find((price) => price.kind === 'custom' && price.priceId === identifier)
    if (!custom) {
      if (catalogueEntry(context.catalogFor(org), identifier)) {
        throw new AppError(
          'malformed_request',
          'This price is of the shipped list and cannot be removed. Override it instead.',
        )
      }
      throw new AppError('not_found', 'There is no such custom price.')
    }
    const kept = own.some((price) => price.kind === 'custom' && price !== custom && sameThing(price, custom))
    const overrides = own.filter((price) => price.kind === 'override' && sameThing(price, custom))
    const removed = await deleteOwnPrices(context.database, org, {
      provider: custom.provider,
      priceIds: [custom, ...(kept ? [] : overrides)].map((price) => price.priceId),
    })
    const answer = changeAnswer(removed, formatDay(context.clock.now()))
    return { org_slug: org, removed: removed.map(toOwnPriceShape), ...answer }
  },
})
