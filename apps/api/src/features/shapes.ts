import { z } from 'zod'

/** The organization of the path; its form and the caller's right to it were checked before. */
export const OrgParams = z.object({ org_slug: z.string().meta({ example: 'acme_corp' }) })

export const Timestamp = z.iso.datetime().meta({ example: '2026-01-15T09:30:00.000Z' })

export const Done = z.object({ success: z.boolean(), message: z.string() })

export const EmailAddress = z.email().max(254)

export function iso(date: Date): string {
  return date.toISOString()
}

export function isoOrNull(date: Date | null): string | null {
  return date?.toISOString() ?? null
}
