import type { Day } from '@cloudact/core/day'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { otherOwners, secondOwner } from '../files/other-owner.ts'
import { monthOf, RAW_TABLE_OF } from './raw-tables.ts'
import type { Manifest } from './manifest.ts'

type Period = { readonly credentialId: string; readonly accountId: string; readonly period: Day }

/** One owner per charge: a payer's month comes from one export. Throws `conflict` when another integration owns it. */
export async function refuseSecondExport(
  context: ProcessorContext,
  { credentialId, accountId, period }: Period,
): Promise<void> {
  const [other] = await otherOwners(context, { credentialId, accountId, month: monthOf(period) })
  if (other) throw secondOwner(`The bill of payer ${accountId} for ${monthOf(period)}`, other)
}

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
