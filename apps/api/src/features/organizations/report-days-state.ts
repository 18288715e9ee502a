import type { OrgSlug } from '@cloudact/core/org-slug'
import { findTimeZoneChange } from '@cloudact/store/organizations/time-zone-changes'
import { z } from 'zod'
import type { ApiContext } from '../../context.ts'

/** How far the time zone that was chosen has come into the reports. */
export const ReportDaysState = z.object({
  time_zone: z.string().describe('The zone reports count days in now.'),
  state: z.enum(['ready', 'rebuilding']),
  message: z.string(),
})

/** What reports do now, as the pipeline service has left it. */
export async function reportDaysState(
  context: ApiContext,
  org: OrgSlug,
): Promise<z.input<typeof ReportDaysState>> {
  const wanted = await findTimeZoneChange(context.database, org)
  const zone = await context.warehouse.forOrg(org).timeZone()
  if (wanted === undefined) {
    return { time_zone: zone, state: 'ready', message: `Reports count days in ${zone}.` }
  }
  return {
    time_zone: zone,
    state: 'rebuilding',
    message:
      `The daily figures are being made anew for ${wanted}. No charge changes. ` +
      'GenAI charges of open and provisional months take the new days with the next run of their pipelines.',
  }
}
