import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

const IGNORED = new Set([
  'node_modules',
  '.next',
  'e2e',
  'test-results',
  'playwright-report',
  'next-env.d.ts',
])

function* filesBelow(folder: string): Generator<string> {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const entry of entries) {
    if (IGNORED.has(entry.name) || /\.(test|e2e)\.tsx?$/.test(entry.name)) continue
    const full = path.join(entry.parentPath, entry.name)
    if (entry.isDirectory()) yield* filesBelow(full)
    else yield full
  }
}

/** SHA-256 over the names and contents of every file the web build reads. Equal inputs need no second build. */
export function contentHash(repository: string): string {
  const hash = createHash('sha256')
  for (const folder of ['apps/web', 'packages/focus/src']) {
    for (const file of filesBelow(path.join(repository, folder))) {
      hash.update(path.relative(repository, file)).update('\0').update(readFileSync(file)).update('\0')
    }
  }
  return hash.update(readFileSync(path.join(repository, 'package-lock.json'))).digest('hex')
}
