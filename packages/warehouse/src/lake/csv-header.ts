import { basename } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import type { InspectedFile } from './inspect-file.ts'

const FIELD = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y

/**
 * Column names of a CSV file's first line. Read here rather than detected by the engine, whose detection fails without
 * saying where a file is malformed. Throws `invalid_input` for an empty file.
 */
export function csvHeader(file: InspectedFile): readonly string[] {
  const text = file.head.replace(/^\uFEFF/, '')
  const refuse = (problem: string): never => {
    throw new AppError(
      'invalid_input',
      `The header of "${basename(file.path)}" cannot be read: ${problem}.`,
      {
        detail: { path: file.path },
      },
    )
  }
  const names: string[] = []
  FIELD.lastIndex = 0
  for (;;) {
    const match = FIELD.exec(text)
    if (match === null) return refuse('a quote is not closed')
    names.push(match[1]?.replaceAll('""', '"') ?? match[2] ?? '')
    if (match[3] !== ',') break
  }
  if (names.length === 1 && names[0]?.trim() === '') refuse('the file is empty')
  return distinct(names)
}

/** AWS names two tags that differ in case only as two columns; identifiers do not know case, so the second gets `_1`. */
function distinct(names: readonly string[]): string[] {
  const seen = new Set<string>()
  return names.map((given, index) => {
    const stem = given === '' ? `column${index}` : given
    let name = stem
    for (let count = 1; seen.has(name.toLowerCase()); count += 1) name = `${stem}_${count}`
    seen.add(name.toLowerCase())
    return name
  })
}
