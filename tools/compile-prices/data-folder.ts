import { existsSync } from 'node:fs'
import path from 'node:path'
import { CATALOGUES } from './fact.ts'

/** `shared/data/genai-prices` beside the checkout or beside a folder that holds it; undefined when there is none. */
export function findDataFolder(from: string): string | undefined {
  const parent = path.dirname(from)
  const folder = path.join(parent, 'shared/data/genai-prices')
  if (existsSync(path.join(folder, CATALOGUES.litellm.file))) return folder
  return parent === from ? undefined : findDataFolder(parent)
}
