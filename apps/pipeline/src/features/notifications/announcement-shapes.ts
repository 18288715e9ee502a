import { AppError } from '@cloudact/core/errors'
import { type OrgSlug, parseOrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import { organizationExists } from '@cloudact/store/organizations/find-organization'
import { z } from 'zod'
import type { AnnouncementResult } from '../../notifications/announce.ts'

const LONGEST_FACTS = 20_000

export const ChannelNames = z
  .array(z.string().min(1).max(200))
  .max(50)
  .default([])
  .describe('Ids, names or types (email, slack, webhook). With nothing named at all, the active channels.')
export const Recipients = z
  .array(z.email().max(254))
  .max(50)
  .default([])
  .describe('E-mail addresses told besides the channels.')
export const Facts = z
  .record(z.string().max(200), z.unknown())
  .refine(
    (facts) => JSON.stringify(facts).length <= LONGEST_FACTS,
    `At most ${LONGEST_FACTS} characters of JSON.`,
  )

export const AnnouncementAnswer = z
  .object({
    success: z.boolean().describe('Somebody was told, and every channel took it.'),
    org_slug: z.string(),
    delivered: z.number().int(),
    failed: z.number().int(),
    results: z.array(
      z.object({
        channel: z.string(),
        notification_id: z.string().nullable(),
        status: z.enum(['delivered', 'failed', 'skipped']),
        error: z.string().nullable(),
      }),
    ),
    message: z.string(),
  })
  .meta({ id: 'NotificationSent' })

export function toAnswer(
  org: OrgSlug,
  results: readonly AnnouncementResult[],
): z.input<typeof AnnouncementAnswer> {
  const count = (status: AnnouncementResult['status']) =>
    results.filter((result) => result.status === status).length
  const delivered = count('delivered')
  const failed = count('failed')
  return {
    success: delivered > 0 && failed === 0,
    org_slug: org,
    delivered,
    failed,
    results: results.map(({ channel, notificationId, status, error }) => ({
      channel,
      notification_id: notificationId,
      status,
      error,
    })),
    message: `${delivered} delivered, ${failed} failed, ${count('skipped')} without an address.`,
  }
}

/** The organization a body names. Throws `not_found` when there is none. */
export async function requireOrganization(database: Database, slug: string): Promise<OrgSlug> {
  const org = parseOrgSlug(slug)
  if (await organizationExists(database, org)) return org
  throw new AppError('not_found', 'There is no such organization.')
}
