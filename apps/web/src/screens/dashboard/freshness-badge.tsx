import { Badge, type Tone } from '../../ui/badge.tsx'

const TONES: Readonly<Record<string, Tone>> = {
  fresh: 'ok',
  ok: 'ok',
  current: 'ok',
  late: 'warn',
  stale: 'warn',
  never: 'neutral',
  failed: 'danger',
}

type FreshnessBadgeProps = { readonly status: string }

export function FreshnessBadge({ status }: FreshnessBadgeProps) {
  const key = status.toLowerCase()
  return <Badge tone={TONES[key] ?? 'neutral'}>{key.replaceAll('_', ' ')}</Badge>
}
