import { appendFile, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { Spool } from './spool.ts'

describe('Spool', () => {
  it('forgets rows of a page whose position was never stored', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'spool-'))
    const first = await Spool.open(folder, { a: 1 })
    await first.add('range', new Map([['2026-01-15', [{ id: 'a' }]]]), { at: 'token', token: 't' })
    await appendFile(join(folder, '2026-01-15.ndjson'), '{"id":"torn')
    await appendFile(join(folder, '2026-01-16.ndjson'), '{"id":"never stored"}\n')
    const second = await Spool.open(folder, { a: 1 })
    expect(second.resume('range')).toEqual({ at: 'token', token: 't' })
    await second.add(
      'range',
      new Map([
        ['2026-01-15', [{ id: 'b' }]],
        ['2026-01-16', [{ id: 'c' }]],
      ]),
      null,
    )
    expect(await Array.fromAsync(second.batches('2026-01-15', 10, []))).toEqual([[{ id: 'a' }, { id: 'b' }]])
    expect(await Array.fromAsync(second.batches('2026-01-16', 10, []))).toEqual([[{ id: 'c' }]])
    expect((await Spool.open(folder, { a: 2 })).resume('range')).toEqual({ at: 'start' })
    await rm(folder, { recursive: true })
  })
})
