import { createHash } from 'node:crypto'
import { gunzipSync } from 'node:zlib'
import { Decimal } from '@cloudact/core/decimal'
import { expect, test } from 'vitest'
import { startS3Server } from './s3-server.ts'
import { writeSampleCur } from './write-sample-cur.ts'

const now = Date.parse('2026-11-06T10:00:00Z')

async function write(options: { readonly seed: number; readonly layout?: 'legacy' | 'cur2' }) {
  const objects = new Map<string, Buffer>()
  const sample = await writeSampleCur(
    { put: async (key, body) => void objects.set(key, body) },
    { months: 2, now, ...options },
  )
  return { objects, sample }
}

const fingerprint = (objects: ReadonlyMap<string, Buffer>) =>
  createHash('sha256')
    .update(Buffer.concat([...objects].flatMap(([key, body]) => [Buffer.from(key), body])))
    .digest('hex')

test('the same options write the same bytes, another seed others', async () => {
  const [first, again, other] = [await write({ seed: 1 }), await write({ seed: 1 }), await write({ seed: 2 })]
  expect(fingerprint(again.objects)).toBe(fingerprint(first.objects))
  expect(fingerprint(other.objects)).not.toBe(fingerprint(first.objects))
})

test.each(['legacy', 'cur2'] as const)(
  '%s: manifests name exactly the files that are there',
  async (layout) => {
    const { objects, sample } = await write({ seed: 1, layout })
    const manifests = [...objects]
      .filter(([key]) => key.endsWith('-Manifest.json'))
      .map(([, body]) => JSON.parse(body.toString()))
    const named = new Set(
      manifests
        .flatMap((manifest) => manifest.reportKeys ?? manifest.dataFiles)
        .map((key: string) => key.replace('s3://billing/', '')),
    )
    expect(named).toEqual(new Set(sample.keys.filter((key) => key.endsWith('.csv.gz'))))
    const lines = [...named].reduce(
      (sum, key) =>
        sum +
        gunzipSync(objects.get(key) ?? Buffer.alloc(0))
          .toString()
          .trimEnd()
          .split('\n').length -
        1,
      0,
    )
    expect(lines).toBe(sample.months.reduce((sum, month) => sum + month.lines.length, 0))
  },
)

test('savings plan usage and its negation cancel out, and closed months have an invoice', async () => {
  const { sample } = await write({ seed: 1 })
  const lines = sample.months.flatMap((month) => month.lines)
  const pairs = lines.filter((line) => /^SavingsPlan(Covered|Neg)/.test(line['lineItem/LineItemType'] ?? ''))
  expect(
    pairs.reduce((sum, line) => sum.plus(line['lineItem/UnblendedCost'] ?? 0), new Decimal(0)).toFixed(),
  ).toBe('0')
  expect(sample.months.map(({ closed, lines: of }) => [closed, of[0]?.['bill/InvoiceId'] !== ''])).toEqual([
    [true, true],
    [false, false],
  ])
})

test('the S3 server stores, serves and removes objects', async () => {
  const server = await startS3Server()
  try {
    await server.createBucket('bucket')
    await server.put('bucket', 'a/b=1/c.txt', 'text')
    expect(await (await fetch(`${server.endpoint}/bucket/a/b%3D1/c.txt`)).text()).toBe('text')
    await server.remove('bucket', 'a/b=1/c.txt')
    expect((await fetch(`${server.endpoint}/bucket/a/b%3D1/c.txt`)).status).toBe(404)
  } finally {
    await server.close()
  }
})
