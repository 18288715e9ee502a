export type CsvRecord = { readonly line: number; readonly fields: readonly string[] }
export type CsvFault = { readonly line: number; readonly column: number; readonly reason: string }

/**
 * RFC 4180: commas, double quotes, quotes doubled inside, line breaks inside quotes. A byte order mark and empty lines
 * are skipped. Throws nothing; what cannot be read is a fault with its line.
 */
export function parseCsv(text: string): {
  readonly records: readonly CsvRecord[]
  readonly faults: readonly CsvFault[]
} {
  const source = text.replace(/^\uFEFF/, '')
  const records: CsvRecord[] = []
  const faults: CsvFault[] = []
  let at = 0
  let line = 1
  while (at < source.length) {
    const startLine = line
    const fields: string[] = []
    for (;;) {
      const field = source[at] === '"' ? quoted(source, at) : plain(source, at)
      if (field.open)
        faults.push({ line: startLine, column: fields.length + 1, reason: 'a quoted value is not closed' })
      fields.push(field.value)
      line += field.lineBreaks
      at = field.end
      if (source[at] !== ',') break
      at += 1
    }
    if (at < source.length && source[at] !== '\n' && source[at] !== '\r') {
      faults.push({
        line: startLine,
        column: fields.length,
        reason: 'text follows the closing quote of a value',
      })
      while (at < source.length && source[at] !== '\n') at += 1
    }
    if (source[at] === '\r') at += 1
    if (source[at] === '\n') at += 1
    line += 1
    if (fields.length > 1 || fields[0] !== '') records.push({ line: startLine, fields })
  }
  return { records, faults }
}

type Field = {
  readonly value: string
  readonly end: number
  readonly lineBreaks: number
  readonly open: boolean
}

function plain(source: string, start: number): Field {
  let end = start
  while (end < source.length && source[end] !== ',' && source[end] !== '\n' && source[end] !== '\r') end += 1
  return { value: source.slice(start, end), end, lineBreaks: 0, open: false }
}

function quoted(source: string, start: number): Field {
  let value = ''
  let at = start + 1
  while (at < source.length) {
    if (source[at] !== '"') {
      value += source.charAt(at)
      at += 1
    } else if (source[at + 1] === '"') {
      value += '"'
      at += 2
    } else {
      return { value, end: at + 1, lineBreaks: value.split('\n').length - 1, open: false }
    }
  }
  return { value, end: at, lineBreaks: value.split('\n').length - 1, open: true }
}
