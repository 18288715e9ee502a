import { Badge, type Tone } from '../ui/badge.tsx'

const LOOKS: Readonly<Record<string, { readonly tone: Tone; readonly label: string }>> = {
  VALID: { tone: 'ok', label: 'Valid' },
  PARTIAL_VALID: { tone: 'warn', label: 'Partly valid' },
  PENDING: { tone: 'neutral', label: 'Not checked' },
  EXPIRED: { tone: 'warn', label: 'Expired' },
  INVALID: { tone: 'danger', label: 'Rejected' },
  NOT_CONFIGURED: { tone: 'neutral', label: 'Not connected' },
}

type ValidationBadgeProps = { readonly status: string }

export function ValidationBadge({ status }: ValidationBadgeProps) {
  const look = LOOKS[status] ?? { tone: 'neutral', label: status }
  return <Badge tone={look.tone}>{look.label}</Badge>
}
