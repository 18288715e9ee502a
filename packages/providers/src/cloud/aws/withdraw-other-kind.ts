import type { Day } from '@cloudact/core/day'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { monthOf, RAW_TABLE_OF } from './raw-tables.ts'
import type { Manifest } from './manifest.ts'

type Period = { readonly credentialId: string; readonly accountId: string; readonly period: Day }

/** An integration that changed between CUR and FOCUS keeps one of them: the lines of the other kind are withdrawn. */
export async function withdrawOtherKind(
  context: ProcessorContext,
  kind: Manifest['kind'],
  slice: Period,
): Promise<void> {
  const table = RAW_TABLE_OF[kind === 'cur' ? 'focus' : 'cur']
  const stale = (await context.slices(table)).filter(
    (info) =>
      info.credentialId === slice.credentialId &&
      info.accountId === slice.accountId &&
      info.period === monthOf(slice.period),
  )
  if (stale.length > 0) await context.withdraw(stale)
}
