import { AppError } from '@cloudact/core/errors'
import type {
  OrgWarehouse,
  ReplaceSlicesOptions,
  Row,
  Slice,
  SliceContent,
  SliceInfo,
  TableSchema,
} from '@cloudact/core/ports/warehouse'
import { UTC } from '@cloudact/core/time-zone'

type Stored = SliceInfo & { readonly data: readonly Row[] }

/** Slices in memory, for steps that only write rows: replacing is atomic as in the lake, SQL is not offered. */
export class MemoryWarehouse implements OrgWarehouse {
  readonly #slices = new Map<string, Stored>()
  #timeZone = UTC
  readonly tables = new Map<string, TableSchema>()
  /** Sizes of the batches that came in, of all writes. */
  readonly batches: number[] = []

  async ensureTable(schema: TableSchema) {
    const created = !this.tables.has(schema.name)
    this.tables.set(schema.name, schema)
    return { created, addedColumns: [] }
  }

  async replaceSlices(
    replacements: Parameters<OrgWarehouse['replaceSlices']>[0],
    options: ReplaceSlicesOptions,
  ) {
    if (options.checks !== undefined && options.checks.length > 0) this.query()
    const staged = new Map<string, Stored>()
    for (const { slice, content, stamp } of replacements) {
      const data: Row[] = []
      for await (const batch of rowsOf(content)) {
        options.signal?.throwIfAborted()
        this.batches.push(batch.length)
        for (const row of batch) data.push({ ...row, ...options.stamp, ...stamp })
      }
      const generation = (this.#slices.get(keyOf(slice))?.generation ?? 0) + 1
      const info = {
        ...slice,
        rows: data.length,
        bytes: 0,
        generation,
        runId: options.runId,
        committedAt: new Date(0),
      }
      staged.set(keyOf(slice), { ...info, data })
    }
    for (const [key, stored] of staged) this.#slices.set(key, stored)
    return [...staged.values()].map(({ rows, bytes, generation }) => ({
      rows,
      bytes,
      generation,
      changed: true,
    }))
  }

  async dropSlices(slices: readonly Slice[]) {
    for (const slice of slices) this.#slices.delete(keyOf(slice))
  }

  async timeZone() {
    return this.#timeZone
  }

  async setTimeZone(timeZone: string) {
    this.#timeZone = timeZone
  }

  query(): AsyncIterable<readonly Row[]> {
    throw new AppError('internal', 'The warehouse in memory runs no SQL.')
  }

  async readFiles(): Promise<readonly Row[]> {
    throw new AppError('internal', 'The warehouse in memory reads no files.')
  }

  export(): AsyncIterable<Uint8Array> {
    throw new AppError('internal', 'The warehouse in memory exports nothing.')
  }

  async slices(table: string): Promise<readonly SliceInfo[]> {
    return [...this.#slices.values()].filter((slice) => slice.table === table)
  }

  async version() {
    return String([...this.#slices.values()].reduce((sum, slice) => sum + slice.generation, 0))
  }

  /** Rows of a table by slice period. */
  rows(table: string): Readonly<Record<string, readonly Row[]>> {
    const found = [...this.#slices.values()].filter((slice) => slice.table === table)
    return Object.fromEntries(found.map((slice) => [slice.period, slice.data]))
  }
}

function keyOf(slice: Slice): string {
  return JSON.stringify([slice.table, slice.pipelineId, slice.credentialId, slice.accountId, slice.period])
}

async function* rowsOf(content: SliceContent): AsyncGenerator<readonly Row[]> {
  if (content.kind !== 'rows') throw new AppError('internal', 'The warehouse in memory takes rows only.')
  yield* content.rows
}
