import { AppError } from '@cloudact/core/errors'
import { parseCurrency, parseTimezone } from '@cloudact/store/onboarding/locale'
import { updateLocale } from '@cloudact/store/organizations/update-locale'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { Locale, toLocale } from './organization-shapes.ts'

export const updateLocaleRoute = route({
  method: 'PUT',
  path: '/api/v1/organizations/{org_slug}/locale',
  operationId: 'updateLocale',
  tag: 'Organizations',
  summary: 'Change currency or time zone of reports',
  auth: { kind: 'scope', scope: 'org:write' },
  params: OrgParams,
  body: z.strictObject({
    default_currency: z.string().max(10).optional(),
    default_timezone: z.string().max(64).optional(),
  }),
  output: Locale,
  audit: { action: 'UPDATE', resource: 'locale' },
  handler: async ({ org, body, auditDetail }, context) => {
    const { default_currency: currency, default_timezone: timezone } = body
    if (currency === undefined && timezone === undefined) {
      throw new AppError('invalid_input', 'Give default_currency, default_timezone or both.')
    }
    const organization = await updateLocale(context.database, org, {
      currency: currency === undefined ? undefined : parseCurrency(currency),
      timezone: timezone === undefined ? undefined : parseTimezone(timezone),
    })
    if (!organization) throw new AppError('not_found', 'There is no such organization.')
    auditDetail(org, { ...body })
    return toLocale(organization)
  },
})
