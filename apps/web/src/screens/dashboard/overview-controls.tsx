'use client'

import { useQueryStates } from 'nuqs'
import { METRICS, METRIC_LABELS, overviewState } from '../../state/overview-state.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { Switch } from '../../ui/switch.tsx'

const OPTIONS = METRICS.map((value) => ({ value, ...METRIC_LABELS[value] }))

/** The cash view is what was billed, so tax and credits are always part of it. */
export function OverviewControls() {
  const [choice, setChoice] = useQueryStates(overviewState, { history: 'push' })
  const cash = choice.metric === 'billed'
  return (
    <>
      <Switch
        label="Tax"
        checked={cash || choice.tax}
        disabled={cash}
        onChange={(tax) => void setChoice({ tax })}
      />
      <Switch
        label="Credits"
        checked={cash || choice.credits}
        disabled={cash}
        onChange={(credits) => void setChoice({ credits })}
      />
      <Segmented
        label="Cost metric"
        value={choice.metric}
        options={OPTIONS}
        onChange={(metric) => void setChoice({ metric })}
      />
    </>
  )
}
