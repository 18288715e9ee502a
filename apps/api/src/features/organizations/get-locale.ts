import { AppError } from '@cloudact/core/errors'
import { findOrganization } from '@cloudact/store/organizations/find-organization'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { Locale, toLocale } from './organization-shapes.ts'
import { reportDaysState } from './report-days-state.ts'

export const getLocale = route({
  method: 'GET',
  path: '/api/v1/organizations/{org_slug}/locale',
  operationId: 'getLocale',
  tag: 'Organizations',
  summary: 'Currency and time zone of reports',
  auth: { kind: 'scope', scope: 'org:read' },
  params: OrgParams,
  output: Locale,
  handler: async ({ org }, context) => {
    const organization = await findOrganization(context.database, org)
    if (!organization) throw new AppError('not_found', 'There is no such organization.')
    return toLocale(organization, await reportDaysState(context, org))
  },
})
