/** The design tokens a chart needs, as `rgb()`: the chart library does not understand oklch. */
export type ChartColors = {
  readonly ink: string
  readonly muted: string
  readonly faint: string
  readonly rule: string
  readonly surface: string
  readonly series: string
  readonly previous: string
}

const TOKENS: Readonly<Record<keyof ChartColors, string>> = {
  ink: '--ink',
  muted: '--ink-muted',
  faint: '--ink-faint',
  rule: '--rule',
  surface: '--surface',
  series: '--series',
  previous: '--rule-strong',
}

/** Reads the tokens as they are now, so call it again when the theme changes. */
export function chartColors(): ChartColors {
  const style = getComputedStyle(document.documentElement)
  const canvas = document.createElement('canvas')
  canvas.width = 1
  canvas.height = 1
  const context = canvas.getContext('2d', { willReadFrequently: true })
  const rgb = (token: string): string => {
    if (!context) return 'rgb(110, 120, 120)'
    context.clearRect(0, 0, 1, 1)
    context.fillStyle = style.getPropertyValue(token).trim()
    context.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data
    return `rgb(${red}, ${green}, ${blue})`
  }
  return {
    ink: rgb(TOKENS.ink),
    muted: rgb(TOKENS.muted),
    faint: rgb(TOKENS.faint),
    rule: rgb(TOKENS.rule),
    surface: rgb(TOKENS.surface),
    series: rgb(TOKENS.series),
    previous: rgb(TOKENS.previous),
  }
}
