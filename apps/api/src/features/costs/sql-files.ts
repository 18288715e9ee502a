import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'

const FOLDER = join(import.meta.dirname, 'sql')
const INCLUDE = /\/\*include ([a-z][a-z-]*)\*\//g
const loaded = new Map<string, string>()

/**
 * A statement of the `sql` folder with its parts put in. Slots fill the comments of their
 * name and come from constants or the catalog, never from a request.
 */
export function sqlFile(name: string, slots: Readonly<Record<string, string>> = {}): string {
  return Object.entries(slots).reduce(
    (sql, [slot, text]) => sql.replaceAll(`/*${slot}*/`, text),
    withIncludes(name),
  )
}

function withIncludes(name: string): string {
  const known = loaded.get(name)
  if (known !== undefined) return known
  const text = readFileSync(join(FOLDER, `${name}.sql`), 'utf8')
    .trimEnd()
    .replace(INCLUDE, (_, part: string) => withIncludes(part))
  if (/\/\*include/.test(text))
    throw new AppError('internal', `The statement ${name} has a malformed include.`)
  loaded.set(name, text)
  return text
}
