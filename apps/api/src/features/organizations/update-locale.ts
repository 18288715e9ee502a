import { AppError } from '@cloudact/core/errors'
import { parseTimeZone } from '@cloudact/core/time-zone'
import { parseCurrency } from '@cloudact/store/onboarding/locale'
import { findTimeZoneChange, requestTimeZone } from '@cloudact/store/organizations/time-zone-changes'
import { updateLocale } from '@cloudact/store/organizations/update-locale'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { Locale, toLocale } from './organization-shapes.ts'
import { reportDaysState } from './report-days-state.ts'

/**
 * Reports take another time zone at once where the pipeline service is idle: it makes the daily figures anew and the
 * answer does not wait for it. Until then they stay as they were.
 */
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
    const zone = timezone === undefined ? undefined : parseTimeZone(timezone)
    const change = { currency: currency === undefined ? undefined : parseCurrency(currency), timezone: zone }
    const inUse = await context.warehouse.forOrg(org).timeZone()
    const organization = await context.database.transaction(async (tx) => {
      const updated = await updateLocale(tx, org, change)
      if (updated === undefined || zone === undefined) return updated
      // A change under way ends in the zone that was asked for last.
      if (zone !== inUse || (await findTimeZoneChange(tx, org)) !== undefined)
        await requestTimeZone(tx, org, zone)
      return updated
    })
    if (!organization) throw new AppError('not_found', 'There is no such organization.')
    auditDetail(org, { ...body })
    return toLocale(organization, await reportDaysState(context, org))
  },
})
