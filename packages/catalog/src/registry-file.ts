import type { z } from 'zod'
import { checkValue, type ValueFault } from './check-value.ts'
import type { Fault } from './fault.ts'
import type { SourceDocument } from './source-document.ts'

/** Section, key, field: below a field a value is replaced as a whole. */
const MERGE_DEPTH = 3

/** One registry file as the sum of the base folder and its overlays, in that order. */
export class RegistryFile {
  readonly #documents: readonly SourceDocument[]

  constructor(documents: readonly SourceDocument[]) {
    this.#documents = documents
  }

  /** The merged, validated value; undefined when it is invalid, with the faults reported. */
  parse<Schema extends z.ZodType>(
    schema: Schema,
    report: (fault: Fault) => void,
  ): z.output<Schema> | undefined {
    const syntax = this.#documents.flatMap((document) => document.syntaxFaults())
    syntax.forEach(report)
    if (syntax.length > 0) return undefined
    const merged = this.#documents.reduce<unknown>(
      (value, document) => merge(value, document.value(), MERGE_DEPTH),
      {},
    )
    const checked = checkValue(schema, merged)
    if ('value' in checked) return checked.value
    checked.faults.forEach((fault) => report(this.fault(fault)))
    return undefined
  }

  /** Blames the last file that knows the path best. */
  fault({ path, reason }: ValueFault): Fault {
    return this.ownerOf(path).fault(path, reason)
  }

  ownerOf(path: readonly (string | number)[]): SourceDocument {
    const [first, ...rest] = this.#documents
    if (!first) throw new TypeError('A registry file has at least one document.')
    return rest.reduce(
      (best, document) => (document.locate(path).depth >= best.locate(path).depth ? document : best),
      first,
    )
  }
}

function merge(base: unknown, overlay: unknown, depth: number): unknown {
  if (depth === 0 || !isRecord(base) || !isRecord(overlay)) return overlay
  const merged: Record<string, unknown> = { ...base }
  for (const [key, value] of Object.entries(overlay)) {
    merged[key] = Object.hasOwn(base, key) ? merge(base[key], value, depth - 1) : value
  }
  return merged
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
