import { open, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { FocusFile } from './focus-file.ts'

const SMALL_BYTES = 1 << 20
const BUNDLE_BYTES = 64 << 20

/**
 * Joins small CSV files of one header to larger ones, because the engine works by the thousand rows and thousands of
 * files of a few rows each would take minutes. The files stay where they are, so that faults can be told of them.
 */
export async function bundleSmall(
  files: readonly FocusFile[],
  folder: string,
  signal: AbortSignal,
): Promise<readonly FocusFile[]> {
  const groups = Map.groupBy(files, (file) =>
    file.format === 'csv' ? JSON.stringify([file.version, [...file.columns.keys()]]) : '',
  )
  const bundled: FocusFile[] = []
  let bundles = 0
  for (const [key, group] of groups) {
    if (key === '' || group.length < 2) {
      bundled.push(...group)
      continue
    }
    let bundle: Bundle | null = null
    for (const file of group) {
      signal.throwIfAborted()
      const body = (await stat(file.path)).size < SMALL_BYTES ? await bodyOf(file.path) : null
      if (body === null) {
        bundled.push(file)
        continue
      }
      if (!bundle || bundle.size > BUNDLE_BYTES) {
        if (bundle) bundled.push(await close(bundle))
        bundle = await begin(join(folder, `bundle-${bundles}.csv`), file)
        bundles += 1
      }
      await bundle.handle.appendFile(body)
      bundle.size += body.length
      bundle.parts.push(...file.parts)
    }
    if (bundle) bundled.push(await close(bundle))
  }
  return bundled
}

type Bundle = {
  readonly path: string
  readonly first: FocusFile
  readonly handle: Awaited<ReturnType<typeof open>>
  readonly parts: FocusFile['parts'][number][]
  size: number
}

async function begin(path: string, first: FocusFile): Promise<Bundle> {
  const handle = await open(path, 'w')
  const header = [...first.columns.keys()].map((name) => `"${name.replaceAll('"', '""')}"`).join(',')
  await handle.appendFile(`${header}\n`)
  return { path, first, handle, parts: [], size: 0 }
}

async function close({ path, first, handle, parts }: Bundle): Promise<FocusFile> {
  await handle.close()
  return { ...first, path, parts }
}

/**
 * The records below the header, ended by a line break; null for a file that must stand alone: a quote it does not close
 * would swallow the next file.
 */
async function bodyOf(path: string): Promise<string | null> {
  const text = await readFile(path, 'utf8')
  let quoted = false
  let headerEnd = -1
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at]
    if (character === '"') quoted = !quoted
    else if (character === '\n' && !quoted && headerEnd < 0) headerEnd = at
  }
  if (quoted) return null
  if (headerEnd < 0) return ''
  const body = text.slice(headerEnd + 1)
  return body === '' || body.endsWith('\n') ? body : `${body}\n`
}
