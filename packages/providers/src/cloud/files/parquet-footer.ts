import { open } from 'node:fs/promises'
import { parquetType, type ParquetType } from './parquet-type.ts'
import { readThriftStruct, type ThriftStruct, type ThriftValue } from './thrift-compact.ts'

export type ParquetFooter = {
  /** Top-level columns in file order. */
  readonly columns: readonly string[]
  /** Types of the top-level columns by name. */
  readonly types: ReadonlyMap<string, ParquetType>
  /** Types of what is directly inside a record or list column, by column and name. */
  readonly members: ReadonlyMap<string, ReadonlyMap<string, ParquetType>>
  /** Smallest text of a column according to the file's own statistics; null when it has none. */
  smallestText(column: string): string | null
}

const MARK = 'PAR1'
/** Field ids of parquet.thrift. */
const FILE = { schema: 2, rowGroups: 4 }
const SCHEMA_ELEMENT = { name: 4, children: 5 }
const ROW_GROUP = { columns: 1 }
const COLUMN_CHUNK = { metadata: 3 }
const COLUMN_METADATA = { path: 3, statistics: 12 }
const STATISTICS = { minimum: 6 }

/**
 * What a Parquet file says about itself at its end. Returns null for anything that is not a whole Parquet file: a cut
 * file has no footer.
 */
export async function readParquetFooter(path: string): Promise<ParquetFooter | null> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    if (size < 12) return null
    const ends = Buffer.alloc(12)
    await file.read(ends, 0, 4, 0)
    await file.read(ends, 4, 8, size - 8)
    const length = ends.readUInt32LE(4)
    if (ends.toString('latin1', 0, 4) !== MARK || ends.toString('latin1', 8) !== MARK || length > size - 12)
      return null
    const bytes = Buffer.alloc(length)
    await file.read(bytes, 0, length, size - 8 - length)
    return describe(readThriftStruct(bytes))
  } catch (error) {
    if (error instanceof RangeError) return null
    throw error
  } finally {
    await file.close()
  }
}

function describe(footer: ThriftStruct): ParquetFooter {
  const tree = topLevel(list(footer.get(FILE.schema)).map(struct))
  const elements = tree.map(({ element }) => element)
  const nameOf = (element: ThriftStruct) => text(element.get(SCHEMA_ELEMENT.name))
  return {
    columns: elements.map(nameOf),
    types: new Map(elements.map((element) => [nameOf(element), parquetType(element)])),
    members: new Map(
      tree.map(({ element, members }) => [
        nameOf(element),
        new Map(members.map((member) => [nameOf(member), parquetType(member)])),
      ]),
    ),
    smallestText(column) {
      const texts = list(footer.get(FILE.rowGroups)).flatMap((group) =>
        list(struct(group).get(ROW_GROUP.columns)).flatMap((chunk) => {
          const metadata = struct(struct(chunk).get(COLUMN_CHUNK.metadata))
          if (list(metadata.get(COLUMN_METADATA.path)).map(text).join('.') !== column) return []
          return text(struct(metadata.get(COLUMN_METADATA.statistics)).get(STATISTICS.minimum)) || []
        }),
      )
      return texts.sort()[0] ?? null
    },
  }
}

type Branch = { readonly element: ThriftStruct; readonly members: readonly ThriftStruct[] }

/** The schema is a tree in depth-first order: the root first, then every child with the number of its own. */
function topLevel(elements: readonly ThriftStruct[]): Branch[] {
  let at = 1
  const skip = (): ThriftStruct[] => {
    const children = Number(elements[at]?.get(SCHEMA_ELEMENT.children) ?? 0)
    at += 1
    const members: ThriftStruct[] = []
    for (let child = 0; child < children; child += 1) {
      const member = elements[at]
      if (member) members.push(member)
      skip()
    }
    return members
  }
  const found: Branch[] = []
  while (at < elements.length) {
    const element = elements[at]
    const members = skip()
    if (element) found.push({ element, members })
  }
  return found
}

function list(value: ThriftValue | undefined): readonly ThriftValue[] {
  return isList(value) ? value : []
}

function isList(value: ThriftValue | undefined): value is readonly ThriftValue[] {
  return Array.isArray(value)
}

function struct(value: ThriftValue | undefined): ThriftStruct {
  return value instanceof Map ? value : new Map()
}

function text(value: ThriftValue | undefined): string {
  return Buffer.isBuffer(value) ? value.toString('utf8') : ''
}
