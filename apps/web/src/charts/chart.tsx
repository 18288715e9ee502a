'use client'

import { useTheme } from 'next-themes'
import { useEffect, useRef } from 'react'
import type { EChartsType } from 'echarts/core'
import { chartColors, type ChartColors } from './chart-colors.ts'
import type { ChartOption } from './echarts.ts'

type ChartProps = {
  /** What the chart shows, in one sentence; the figures themselves must be on the page as a table too. */
  readonly label: string
  readonly height: number
  /** Must be stable between renders with the same data. */
  readonly option: (colors: ChartColors) => ChartOption
}

/** Loads the chart library when first needed and keeps size and theme in step. */
export function Chart({ label, height, option }: ChartProps) {
  const holder = useRef<HTMLDivElement>(null)
  const { resolvedTheme } = useTheme()
  useEffect(() => {
    const element = holder.current
    if (!element) return
    let chart: EChartsType | undefined
    let gone = false
    const observer = new ResizeObserver(() => chart?.resize())
    void import('./echarts.ts').then(({ createChart }) => {
      if (gone) return
      chart = createChart(element)
      chart.setOption(option(chartColors()))
      observer.observe(element)
    })
    return () => {
      gone = true
      observer.disconnect()
      chart?.dispose()
    }
  }, [option, resolvedTheme])
  return <div ref={holder} role="img" aria-label={label} style={{ height }} className="w-full" />
}
