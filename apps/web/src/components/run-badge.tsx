import {
  Ban,
  CircleCheck,
  CircleX,
  Clock,
  LoaderCircle,
  SkipForward,
  TimerOff,
  type LucideIcon,
} from 'lucide-react'
import { Badge, type Tone } from '../ui/badge.tsx'

type Look = { readonly tone: Tone; readonly icon: LucideIcon; readonly moving?: true }

const LOOKS: Readonly<Record<string, Look>> = {
  PENDING: { tone: 'neutral', icon: Clock },
  VALIDATING: { tone: 'accent', icon: LoaderCircle, moving: true },
  RUNNING: { tone: 'accent', icon: LoaderCircle, moving: true },
  CANCELLING: { tone: 'warn', icon: LoaderCircle, moving: true },
  COMPLETED: { tone: 'ok', icon: CircleCheck },
  FAILED: { tone: 'danger', icon: CircleX },
  TIMEOUT: { tone: 'danger', icon: TimerOff },
  CANCELLED: { tone: 'neutral', icon: Ban },
  SKIPPED: { tone: 'neutral', icon: SkipForward },
}

type RunBadgeProps = { readonly status: string }

/** State of a run or a step: a word, an icon and a colour saying the same. */
export function RunBadge({ status }: RunBadgeProps) {
  const look = LOOKS[status] ?? { tone: 'neutral', icon: Clock }
  const Icon = look.icon
  return (
    <Badge tone={look.tone}>
      <Icon aria-hidden className={look.moving ? 'animate-spin' : undefined} />
      {status.toLowerCase()}
    </Badge>
  )
}
