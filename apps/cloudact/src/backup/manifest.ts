import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, readdir, readFile, rename, stat } from 'node:fs/promises'
import path from 'node:path'
import { pipeline } from 'node:stream/promises'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

const FILE = 'manifest.json'
const FORMAT = 1
const AT_ONCE = 32

const SealedFile = z.object({ bytes: z.int(), sha256: z.string() })
type SealedFile = z.output<typeof SealedFile>

const Manifest = z.object({
  format: z.literal(FORMAT),
  /** UTC. */
  taken_at: z.iso.datetime(),
  has_keys: z.boolean(),
  /** By path below the backup, with forward slashes. */
  files: z.record(z.string(), SealedFile),
})
export type Manifest = z.output<typeof Manifest>

/** Writes down every file of a folder with its size and hash, after flushing each to disk. Makes it a backup. */
export async function writeManifest(folder: string, takenAt: Date): Promise<Manifest> {
  const names = (await filesBelow(folder)).filter((name) => name !== FILE)
  const files: Manifest['files'] = Object.fromEntries(
    await inTurns(names, async (name) => [name, await sealFile(path.join(folder, name))]),
  )
  const manifest: Manifest = {
    format: FORMAT,
    taken_at: takenAt.toISOString(),
    has_keys: Object.keys(files).some((name) => name.startsWith('keys/')),
    files,
  }
  const file = await open(path.join(folder, `${FILE}.new`), 'w', 0o600)
  try {
    await file.writeFile(`${JSON.stringify(manifest, null, 1)}\n`)
    await file.sync()
  } finally {
    await file.close()
  }
  await rename(path.join(folder, `${FILE}.new`), path.join(folder, FILE))
  return manifest
}

/** Throws `invalid_input` for a folder that is no finished backup. */
export async function readManifest(folder: string): Promise<Manifest> {
  let text: string
  try {
    text = await readFile(path.join(folder, FILE), 'utf8')
  } catch (cause) {
    const message = `${folder} is not a finished backup: it has no ${FILE}. Name the folder that "cloudact backup" printed.`
    throw new AppError('invalid_input', message, { cause })
  }
  const parsed = Manifest.safeParse(parse(text))
  if (parsed.success) return parsed.data
  throw new AppError(
    'invalid_input',
    `The ${FILE} of ${folder} cannot be read; it may be from another version of CloudAct. Restore with the version that made the backup.`,
    { cause: parsed.error },
  )
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Throws `invalid_input` naming what is missing, changed or more than the manifest says. */
export async function verifyFiles(folder: string, manifest: Manifest): Promise<void> {
  const found = new Set(await filesBelow(folder))
  const faults = (
    await inTurns(Object.entries(manifest.files), async ([name, expected]) => {
      const message = found.delete(name) ? await differs(path.join(folder, name), expected) : 'is missing'
      return message === undefined ? [] : [{ path: name, message }]
    })
  ).flat()
  found.delete(FILE)
  for (const name of found) faults.push({ path: name, message: 'does not belong to the backup' })
  if (faults.length > 0)
    throw new AppError('invalid_input', `The backup ${folder} is damaged. Nothing was restored:`, { faults })
}

async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .toSorted()
}

async function hashOf(file: string): Promise<string> {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** Flushed to disk: a backup that a power cut can take is none. */
async function sealFile(file: string): Promise<SealedFile> {
  const handle = await open(file, 'r')
  try {
    await handle.datasync()
  } finally {
    await handle.close()
  }
  return { bytes: (await stat(file)).size, sha256: await hashOf(file) }
}

async function differs(file: string, { bytes, sha256 }: SealedFile): Promise<string | undefined> {
  if ((await stat(file)).size !== bytes) return `is not ${bytes} bytes long`
  return (await hashOf(file)) === sha256 ? undefined : 'was changed'
}

/** Several at a time: flushes of small files share the disk's. Results come in the order of the items. */
async function inTurns<Item, Result>(
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = []
  let next = 0
  const worker = async (): Promise<void> => {
    for (let at = next++; at < items.length; at = next++) {
      const item = items[at]
      if (item !== undefined) results[at] = await work(item)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return results
}
