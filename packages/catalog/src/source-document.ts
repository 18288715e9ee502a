import {
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  LineCounter,
  parseDocument,
  type Document,
  type Node,
} from 'yaml'
import type { ConfigFile } from './config-file.ts'
import type { Fault } from './fault.ts'

type Segment = string | number
type Position = { readonly line: number; readonly column: number }

/**
 * A parsed YAML or JSON file that still knows where everything stood. JSON is a subset of YAML, so one parser finds
 * the positions of both.
 */
export class SourceDocument {
  readonly source: ConfigFile
  readonly #document: Document
  readonly #lines: LineCounter
  /** Lines above the text, when it is a part of a file. */
  readonly #lineOffset: number

  constructor(source: ConfigFile, text: string = source.text, lineOffset = 0) {
    this.source = source
    this.#lines = new LineCounter()
    this.#document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, uniqueKeys: true })
    this.#lineOffset = lineOffset
  }

  /** What the parser itself objected to; the value is only usable without. */
  syntaxFaults(): Fault[] {
    return this.#document.errors.map((error) => ({
      file: this.source.file,
      ...this.#at(error.pos[0]),
      path: '',
      reason: error.message,
    }))
  }

  value(): unknown {
    const value: unknown = this.#document.toJS()
    return value
  }

  /** A fault at the deepest part of `path` that exists in this file. */
  fault(path: readonly Segment[], reason: string): Fault {
    return { file: this.source.file, ...this.locate(path).position, path: path.join('.'), reason }
  }

  /** How much of `path` exists here, and where its last existing part stands. */
  locate(path: readonly Segment[]): { readonly depth: number; readonly position: Position } {
    let node: unknown = this.#document.contents
    let at = isNode(node) ? (node.range?.[0] ?? 0) : 0
    let depth = 0
    for (const segment of path) {
      const next = child(isAlias(node) ? node.resolve(this.#document) : node, segment)
      if (!next) break
      at = next.at
      node = next.node
      depth += 1
    }
    return { depth, position: this.#at(at) }
  }

  #at(offset: number): Position {
    const { line, col } = this.#lines.linePos(offset)
    return { line: Math.max(line, 1) + this.#lineOffset, column: Math.max(col, 1) }
  }
}

function child(node: unknown, segment: Segment): { readonly node: unknown; readonly at: number } | undefined {
  if (isMap(node)) {
    const pair = node.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === String(segment),
    )
    if (!pair || !isNode(pair.key)) return undefined
    return { node: pair.value, at: pair.key.range?.[0] ?? 0 }
  }
  if (isSeq(node)) {
    const item: unknown = node.items[Number(segment)]
    return isNode(item) ? { node: item, at: item.range?.[0] ?? 0 } : undefined
  }
  return undefined
}

function isNode(value: unknown): value is Node {
  return isMap(value) || isSeq(value) || isScalar(value) || isAlias(value)
}
