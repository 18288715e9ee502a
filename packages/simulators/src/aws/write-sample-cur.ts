import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { addMonths, formatDay, monthStart } from '@cloudact/core/day'
import { sampleFiles, type SampleFile, type SampleLayout } from './sample-files.ts'
import { sampleMonth, type SampleMonth } from './sample-month.ts'

export type SampleCurOptions = {
  /** How many billing months, the running one included. */
  readonly months: number
  readonly seed: number
  /** Milliseconds since the epoch: the newest usage is of the day before. */
  readonly now: number
  readonly layout?: SampleLayout
  /** Folder of the export inside the bucket or target folder; its last segment is the export's name. */
  readonly prefix?: string
}

/** Where the objects go: a local folder, or anything that stores an object under a key. */
export type SampleTarget =
  { readonly folder: string } | { readonly put: (key: string, body: Buffer) => Promise<void> }

export type SampleCur = {
  readonly months: readonly SampleMonth[]
  readonly keys: readonly string[]
  readonly prefix: string
}

/** Writes a believable multi-account bill of several months with manifests. The same options write the same bytes. */
export async function writeSampleCur(target: SampleTarget, options: SampleCurOptions): Promise<SampleCur> {
  const { layout = 'legacy', prefix = 'exports/northwind', seed } = options
  const today = formatDay(options.now)
  const first = addMonths(monthStart(today), 1 - options.months)
  const months = Array.from({ length: options.months }, (_, index) =>
    sampleMonth({ start: addMonths(first, index), index, seed, today }),
  )
  const delivered = months.filter(({ lines }) => lines.length > 0)
  const files = delivered.flatMap((month) =>
    sampleFiles(month, { layout, folder: prefix, deliveredAt: today }),
  )
  for (const file of files) await store(target, file)
  return { months: delivered, keys: files.map(({ key }) => key), prefix }
}

async function store(target: SampleTarget, { key, body }: SampleFile): Promise<void> {
  if ('put' in target) return target.put(key, body)
  const path = join(target.folder, key)
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, body)
}
