import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import type { AzureManagement } from './client.ts'

/** All items of a list, page by page. Throws `provider_unavailable` for pages that do not make sense. */
export async function listAll<Item>(
  api: AzureManagement,
  path: string,
  item: z.ZodType<Item>,
): Promise<Item[]> {
  const Page = z.object({ value: z.array(item), nextLink: z.string().nullish() })
  const found: Item[] = []
  const seen = new Set<string>()
  for (let next: string | null | undefined = path; next;) {
    if (seen.has(next)) throw unexpected('the same page came twice')
    seen.add(next)
    const page: z.ZodSafeParseResult<z.output<typeof Page>> = Page.safeParse(await api.get(next))
    if (!page.success) throw unexpected(z.prettifyError(page.error))
    found.push(...page.data.value)
    next = page.data.nextLink
  }
  return found
}

export function unexpected(problem: string): AppError {
  return new AppError(
    'provider_unavailable',
    `Azure's answer does not make sense: ${problem}. Nothing was stored.`,
  )
}
