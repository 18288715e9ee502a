import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { deflateRawSync, gzipSync } from 'node:zlib'
import { addMonths } from '@cloudact/core/day'

export type BillLine = Readonly<Record<string, string>>

export type BillOptions = {
  readonly lines: readonly BillLine[]
  /** First day of the billing month. */
  readonly period: string
  readonly assemblyId?: string
  readonly payer?: string
  /** `csv`, `gz` or `zip`. */
  readonly compression?: 'csv' | 'gz' | 'zip'
  /** Lines are dealt out to this many files. */
  readonly parts?: number
  /** Replaces the text of a part before it is packed. */
  readonly editText?: (text: string, part: number) => string
  /** Replaces the bytes of a part after it was packed; null leaves the part out. */
  readonly editBytes?: (bytes: Buffer, part: number) => Buffer | null
}

/** Writes a legacy Cost and Usage Report of one month below `folder`, which is the report's own folder. */
export async function writeBill(folder: string, options: BillOptions): Promise<void> {
  const {
    lines,
    period,
    assemblyId = 'assembly-1',
    payer = '123412340534',
    compression = 'gz',
    parts = 1,
  } = options
  const header = [...new Set(lines.flatMap((line) => Object.keys(line)))]
  const name = folder.split('/').at(-1) ?? 'report'
  const end = addMonths(period, 1)
  const range = `${period}-${end}`.replace(/(\d{4})-(\d{2})-(\d{2})/g, '$1$2$3')
  const keys: string[] = []
  for (let part = 0; part < parts; part += 1) {
    const rows = lines
      .filter((_, index) => index % parts === part)
      .map((line) => header.map((column) => line[column] ?? ''))
    const text = `${[header, ...rows].map((row) => row.map(cell).join(',')).join('\n')}\n`
    const suffix = { csv: 'csv', gz: 'csv.gz', zip: 'csv.zip' }[compression]
    const key = `reports/${name}/${range}/${assemblyId}/${name}-${part + 1}.${suffix}`
    keys.push(key)
    const bytes = pack(Buffer.from(options.editText?.(text, part) ?? text), compression)
    const edited = options.editBytes ? options.editBytes(bytes, part) : bytes
    if (edited) await store(join(folder, key.slice(`reports/${name}/`.length)), edited)
  }
  await writeManifest(join(folder, range, `${name}-Manifest.json`), { assemblyId, payer, period, end, keys })
}

async function writeManifest(
  path: string,
  {
    assemblyId,
    payer,
    period,
    end,
    keys,
  }: { assemblyId: string; payer: string; period: string; end: string; keys: readonly string[] },
): Promise<void> {
  const manifest = {
    assemblyId,
    account: payer,
    billingPeriod: {
      start: `${period.replaceAll('-', '')}T000000.000Z`,
      end: `${end.replaceAll('-', '')}T000000.000Z`,
    },
    contentType: 'text/csv',
    reportKeys: keys,
    columns: [],
  }
  await store(path, Buffer.from(JSON.stringify(manifest)))
}

export async function store(path: string, bytes: Buffer | string): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  await writeFile(path, bytes)
}

function cell(value: string): string {
  return /[",\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
}

function pack(text: Buffer, compression: 'csv' | 'gz' | 'zip'): Buffer {
  if (compression === 'csv') return text
  return compression === 'gz' ? gzipSync(text) : zip(text)
}

/** A ZIP archive with one deflated entry. */
function zip(content: Buffer): Buffer {
  const name = Buffer.from('report.csv')
  const packed = deflateRawSync(content)
  const header = Buffer.alloc(30)
  header.writeUInt32LE(0x04034b50, 0)
  header.writeUInt16LE(8, 8)
  header.writeUInt32LE(packed.length, 18)
  header.writeUInt32LE(content.length, 22)
  header.writeUInt16LE(name.length, 26)
  const entry = Buffer.alloc(46)
  entry.writeUInt32LE(0x02014b50, 0)
  entry.writeUInt16LE(8, 10)
  entry.writeUInt32LE(packed.length, 20)
  entry.writeUInt32LE(content.length, 24)
  entry.writeUInt16LE(name.length, 28)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(1, 8)
  end.writeUInt16LE(1, 10)
  end.writeUInt32LE(entry.length + name.length, 12)
  end.writeUInt32LE(header.length + name.length + packed.length, 16)
  return Buffer.concat([header, name, packed, entry, name, end])
}
