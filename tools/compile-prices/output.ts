import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import * as prettier from 'prettier'
import type { Compiled } from './compile.ts'
import { summaryText } from './summary.ts'

export const REPOSITORY = path.resolve(import.meta.dirname, '../..')

const GUIDE = 'docs/prices.md'
const BEGIN = '<!-- compiled: begin -->'
const END = '<!-- compiled: end -->'

/** Every file a compilation writes, by path in the repository. */
export async function outputFiles(compiled: Compiled): Promise<ReadonlyMap<string, string>> {
  const lists = [...compiled.files].map(([file, text]) => [`configs/seed/${file}`, text] as const)
  return new Map([...lists, [GUIDE, await guide(summaryText(compiled))]])
}

/** The files that are not committed as they would be written. */
export function staleFiles(files: ReadonlyMap<string, string>): string[] {
  return [...files].flatMap(([file, text]) => {
    const target = path.join(REPOSITORY, file)
    return existsSync(target) && readFileSync(target, 'utf8') === text ? [] : [file]
  })
}

/** The guide with the figures between its two marks replaced. */
async function guide(figures: string): Promise<string> {
  const file = path.join(REPOSITORY, GUIDE)
  const [before, rest] = readFileSync(file, 'utf8').split(BEGIN)
  const after = rest?.split(END)[1]
  if (before === undefined || after === undefined) throw new Error(`${GUIDE} lacks ${BEGIN} … ${END}.`)
  const text = `${before}${BEGIN}\n\n${figures}\n\n${END}${after}`
  return prettier.format(text, { ...(await prettier.resolveConfig(file)), parser: 'markdown' })
}
