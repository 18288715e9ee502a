import { Badge } from '../ui/badge.tsx'

export function DemoBadge() {
  return (
    <Badge tone="accent" title="Sample data, loaded through the real pipelines from local simulators">
      Demo
    </Badge>
  )
}
