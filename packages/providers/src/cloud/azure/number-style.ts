import { AppError } from '@cloudact/core/errors'

/** How a CSV export writes `1234.56`: without commas, as `1.234,56` or as `1,234.56`. */
export type NumberStyle = 'plain' | 'decimal_comma' | 'thousands_comma'

const GROUPED_ONCE = /^-?[1-9]\d{0,2}[.,]\d{3}$/

/**
 * The one way in which all these cells are written. Throws `invalid_input` when they contradict each other, or when a
 * comma occurs and nothing tells what it means: `1,234` is 1.234 in one country and 1234 in another.
 */
export function numberStyle(cells: Iterable<string>): NumberStyle {
  let comma: string | null = null
  let decimalComma: string | null = null
  let decimalPoint: string | null = null
  for (const cell of cells) {
    const text = cell.trim()
    if (text.includes(',')) comma ??= text
    const meaning = separatorOf(text)
    if (meaning === ',') decimalComma ??= text
    if (meaning === '.') decimalPoint ??= text
  }
  if (comma === null) return 'plain'
  if (decimalComma !== null && decimalPoint === null) return 'decimal_comma'
  if (decimalPoint !== null && decimalComma === null) return 'thousands_comma'
  const why =
    decimalComma === null
      ? `"${comma}" can mean two numbers`
      : `"${decimalComma}" has a decimal comma and "${decimalPoint ?? ''}" a decimal point`
  throw new AppError(
    'invalid_input',
    `The numbers of the Azure export cannot be read for certain: ${why}. The month was left as it was. A spreadsheet may ` +
      'have rewritten the file; use the one Azure delivered.',
  )
}

/** The decimal separator a cell proves, or null when it proves none. */
function separatorOf(text: string): ',' | '.' | null {
  const commas = text.split(',').length - 1
  const points = text.split('.').length - 1
  if (commas > 0 && points > 0) return text.lastIndexOf(',') > text.lastIndexOf('.') ? ',' : '.'
  if (commas + points === 0 || GROUPED_ONCE.test(text)) return null
  if (commas > 1) return '.'
  if (points > 1) return ','
  return commas === 1 ? ',' : '.'
}

const EXPONENT = '([eE][+-]?[0-9]{1,3})?'
const GROUPED_BY_POINTS = `^-?([1-9][0-9]{0,2}([.][0-9]{3})+|[0-9]+)(,[0-9]*)?${EXPONENT}$`
const GROUPED_BY_COMMAS = `^-?[1-9][0-9]{0,2}(,[0-9]{3})+([.][0-9]*)?${EXPONENT}$`

/** SQL that turns a text of this style into one {{to_decimal()}} reads; any other text makes it fail with the text. */
export function plainNumber(text: string, style: NumberStyle): string {
  switch (style) {
    case 'plain':
      return text
    case 'decimal_comma':
      return (
        `CASE WHEN ${text} IS NULL THEN NULL WHEN {{regex_matches(${text}, '${GROUPED_BY_POINTS}')}} ` +
        `THEN REPLACE(REPLACE(${text}, '.', ''), ',', '.') ELSE CONCAT(${text}, ' among decimal commas') END`
      )
    case 'thousands_comma':
      return `CASE WHEN {{regex_matches(${text}, '${GROUPED_BY_COMMAS}')}} THEN REPLACE(${text}, ',', '') ELSE ${text} END`
  }
}
