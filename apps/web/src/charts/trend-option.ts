import type { Overview } from '../api/shapes.ts'
import { chartCoordinate, formatMoney, formatMoneyCompact, isZero } from '../format/money.ts'
import { formatDay, formatDayShort } from '../format/time.ts'
import type { ChartColors } from './chart-colors.ts'
import type { ChartOption } from './echarts.ts'

/** A day that is not over, or that the vendor has not reported yet, still has a hatched bar to point at. */
const STUB_PIXELS = 7

type TrendPoint = Overview['trend'][number]

/** Daily bars of one currency, unsettled days hatched, the days before as a line behind them. */
export function trendOption(
  points: readonly TrendPoint[],
  currency: string,
  colors: ChartColors,
): ChartOption {
  return {
    animation: false,
    grid: { left: 4, right: 4, top: 12, bottom: 2, outerBoundsMode: 'same', outerBoundsContain: 'axisLabel' },
    tooltip: {
      trigger: 'axis',
      axisPointer: { type: 'shadow', shadowStyle: { color: colors.rule, opacity: 0.5 } },
      backgroundColor: colors.surface,
      borderColor: colors.rule,
      textStyle: { color: colors.ink, fontSize: 12, fontFamily: 'inherit' },
      formatter: (items) => tooltipText(points, currency, items),
    },
    xAxis: {
      type: 'category',
      data: points.map((point) => formatDayShort(point.day)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: colors.previous } },
      axisLabel: { color: colors.faint, fontSize: 11, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitNumber: 4,
      splitLine: { lineStyle: { color: colors.rule } },
      axisLabel: {
        color: colors.faint,
        fontSize: 11,
        formatter: (value: number) => formatMoneyCompact(value, currency),
      },
    },
    series: [
      {
        name: 'This period',
        type: 'bar',
        barMaxWidth: 26,
        barCategoryGap: '28%',
        barMinHeight: STUB_PIXELS,
        data: points.map((point) => ({
          value: point.settled && isZero(point.amount) ? null : chartCoordinate(point.amount),
          itemStyle: point.settled
            ? { color: colors.series }
            : {
                color: colors.surface,
                borderColor: colors.series,
                borderWidth: 1,
                decal: {
                  color: colors.series,
                  dashArrayX: [1, 0],
                  dashArrayY: [1.5, 4],
                  rotation: -Math.PI / 4,
                },
              },
        })),
      },
      {
        name: 'Same days before',
        type: 'line',
        data: points.map((point) =>
          point.previous_amount === null ? null : chartCoordinate(point.previous_amount),
        ),
        symbol: 'none',
        lineStyle: { color: colors.muted, width: 1.5, type: [4, 3] },
        itemStyle: { color: colors.muted },
        z: 3,
      },
    ],
  }
}

function tooltipText(points: readonly TrendPoint[], currency: string, items: unknown): string {
  const first: unknown = Array.isArray(items) ? items[0] : items
  const index =
    typeof first === 'object' && first !== null && 'dataIndex' in first ? Number(first.dataIndex) : Number.NaN
  const point = points[index]
  if (!point) return ''
  const before =
    point.previous_amount === null
      ? ''
      : `<br>Same day before: ${formatMoney(point.previous_amount, currency)}`
  const amount =
    !point.settled && isZero(point.amount) ? 'No charges yet' : formatMoney(point.amount, currency)
  const state = point.settled ? '' : '<br><em>Provisional: the vendor may still change this day</em>'
  return `<strong>${formatDay(point.day)}</strong><br>${amount}${before}${state}`
}
