/** What the server answers when it has wrapped the stored secrets again. */
export type Rewrapped = {
  readonly key_version: string
  readonly rewrapped: number
  readonly remaining: number
  readonly unreadable: readonly { readonly kind: string; readonly org_slug: string; readonly id: string }[]
}

/** The outcome for the operator, one line each; secrets that could not be opened are named. */
export function rewrapReport(outcome: Rewrapped): string {
  const lines = [`key version ${outcome.key_version} is current, ${outcome.rewrapped} secrets wrapped again`]
  if (outcome.remaining > 0) {
    lines.push(
      `${outcome.remaining} are still under the former version, which the key service goes on using for a while; run "keys rewrap" in a few hours`,
    )
  }
  for (const { kind, org_slug, id } of outcome.unreadable)
    lines.push(`cannot be opened: ${kind} ${id} of ${org_slug}; enter it again`)
  return lines.join('\n')
}
