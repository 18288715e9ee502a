import type { SourceColumn } from './engine.ts'

const REMEMBERED = 500

/**
 * The columns a statement yields, by its text and what else decides them: the columns of the tables it reads and the
 * types of its parameters. Never the files, so a procedure is planned once to be described and then, for every slice,
 * only to be run.
 */
export class KnownColumns {
  readonly #byShape = new Map<string, readonly SourceColumn[]>()

  async of(
    shape: string,
    describe: () => Promise<readonly SourceColumn[]>,
  ): Promise<readonly SourceColumn[]> {
    const known = this.#byShape.get(shape)
    if (known !== undefined) return known
    const columns = await describe()
    if (this.#byShape.size >= REMEMBERED) this.#byShape.clear()
    this.#byShape.set(shape, columns)
    return columns
  }
}
