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

/** Takes a list price's overrides away, or the one named by its own id. */
export const resetPriceOverride = route({
  method: 'DELETE',
  path: '/api/v1/genai/{org_slug}/pricing/{flow}/{identifier}/override',
  operationId: 'resetGenaiPriceOverride',
  tag: 'GenAI',
  summary: 'Take back overrides: by the id of the list price all of them, by an override’s own id that one',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: PriceParams,
  output: z.object({ org_slug: z.string(), removed: z.array(OwnPriceShape), ...changeShape }),
  audit: { action: 'DELETE', resource: 'genai_price_override' },
  handler: async ({ org, params, auditDetail }, context) => {
    requirePayg(params.flow)
    const { identifier } = params
    auditDetail(identifier)
    const own = await listOwnPrices(context.database, org)
    const list =
      own.find((price) => price.kind === 'custom' && price.priceId === identifier) ??
      catalogueEntry(context.catalogFor(org), identifier)
    const overrides = own.filter(
      (price) =>
        price.kind === 'override' && (price.priceId === identifier || (list && sameThing(price, list))),
    )
    const [first] = overrides
    if (!first) throw new AppError('not_found', 'There is no override of this price.')
    const removed = await deleteOwnPrices(context.database, org, {
      provider: first.provider,
      priceIds: overrides.map((price) => price.priceId),
    })
    auditDetail(identifier, { removed: removed.map(({ from, to, price }) => ({ from, to, price })) })
    const answer = changeAnswer(removed, formatDay(context.clock.now()))
    return { org_slug: org, removed: removed.map(toOwnPriceShape), ...answer }
  },
})
