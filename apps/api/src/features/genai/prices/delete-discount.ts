import { formatDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { deleteDiscounts } from '@cloudact/store/prices/delete-discounts'
import { z } from 'zod'
import { route } from '../../../context.ts'
import { OrgParams } from '../../shapes.ts'
import { changeAnswer, changeShape, DiscountShape, toDiscountShape } from './own-price-shape.ts'

export const deleteDiscount = route({
  method: 'DELETE',
  path: '/api/v1/genai/{org_slug}/discounts/{discount_id}',
  operationId: 'deleteGenaiDiscount',
  tag: 'GenAI',
  summary: 'Remove a negotiated discount',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: OrgParams.extend({ discount_id: z.string().max(100) }),
  output: z.object({ org_slug: z.string(), removed: z.array(DiscountShape), ...changeShape }),
  audit: { action: 'DELETE', resource: 'genai_discount' },
  handler: async ({ org, params, auditDetail }, context) => {
    auditDetail(params.discount_id)
    const removed = await deleteDiscounts(context.database, org, { discountId: params.discount_id })
    if (removed.length === 0) throw new AppError('not_found', 'There is no such discount.')
    const answer = changeAnswer(removed, formatDay(context.clock.now()))
    return { org_slug: org, removed: removed.map(toDiscountShape), ...answer }
  },
})
