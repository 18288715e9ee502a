'use client'

import { useCallback } from 'react'
import type { Overview } from '../../api/shapes.ts'
import { Chart } from '../../charts/chart.tsx'
import type { ChartColors } from '../../charts/chart-colors.ts'
import { trendOption } from '../../charts/trend-option.ts'
import { EmptyState } from '../../ui/empty-state.tsx'
import { TrendTable } from './trend-table.tsx'

type TrendProps = {
  readonly points: readonly Overview['trend'][number][]
  readonly currency: string
  readonly metricLabel: string
}

export function Trend({ points, currency, metricLabel }: TrendProps) {
  const option = useCallback(
    (colors: ChartColors) => trendOption(points, currency, colors),
    [points, currency],
  )
  if (points.length === 0) return <EmptyState title="No days with cost yet" />
  const provisional = points.filter((point) => !point.settled).length
  return (
    <figure className="flex min-w-0 flex-col">
      <figcaption className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-sm text-muted">
        <span>{metricLabel} cost per day</span>
        <span className="flex flex-wrap gap-x-4 text-2xs text-faint">
          <Key swatch="bg-series">settled</Key>
          {provisional > 0 ? (
            <Key swatch="hatched border border-series">provisional, may still change</Key>
          ) : null}
          <Key swatch="h-0! border-t-2 border-dashed border-muted">same days before</Key>
        </span>
      </figcaption>
      <Chart
        label={`${metricLabel} cost per day in ${currency}, ${points.length} days, ${provisional} of them provisional. The figures are in the table below.`}
        height={236}
        option={option}
      />
      <TrendTable points={points} currency={currency} />
    </figure>
  )
}

function Key({ swatch, children }: { readonly swatch: string; readonly children: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <span aria-hidden className={`inline-block h-2.5 w-3.5 ${swatch}`} />
      {children}
    </span>
  )
}
