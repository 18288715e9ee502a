import type { Bound, Dataset } from '@cloudact/core/ports/dataset'

const NUMERIC = /^(DECIMAL|DOUBLE|FLOAT|U?(TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT))/
const MOMENT = /^(DATE|TIMESTAMP)/

/** What a statement is built against: the columns there are, and the values it binds. */
export class SqlScope {
  readonly isTyped: boolean
  readonly #types: ReadonlyMap<string, string>
  readonly #values: Record<string, Bound> = {}
  readonly #names = new Map<string, string>()

  constructor(dataset: Pick<Dataset, 'columns' | 'isTyped'>) {
    this.isTyped = dataset.isTyped
    this.#types = new Map(dataset.columns.map(({ name, type }) => [name, type]))
  }

  has(column: string): boolean {
    return this.#types.has(column)
  }

  isText(column: string): boolean {
    return /^(VARCHAR|JSON|ENUM|"NULL"|SQLNULL)/.test(this.#types.get(column) ?? '')
  }

  isNumeric(column: string): boolean {
    return NUMERIC.test(this.#types.get(column) ?? '')
  }

  isFloat(column: string): boolean {
    return /^(DOUBLE|FLOAT)/.test(this.#types.get(column) ?? '')
  }

  isMoment(column: string): boolean {
    return MOMENT.test(this.#types.get(column) ?? '')
  }

  /** The column as an identifier; names come from the compiled rules. */
  column(name: string): string {
    return `"${name.replaceAll('"', '""')}"`
  }

  /** The column as text. */
  text(name: string): string {
    return this.isText(name) ? this.column(name) : `CAST(${this.column(name)} AS VARCHAR)`
  }

  /** The column as a number, to compare with: NULL for text that is none. */
  number(name: string): string {
    return this.isNumeric(name) ? this.column(name) : `TRY_CAST(${this.column(name)} AS DOUBLE)`
  }

  /** A placeholder for a value; one value has one placeholder. */
  bind(value: Bound): string {
    const key = JSON.stringify(value)
    const known = this.#names.get(key)
    if (known !== undefined) return known
    const name = `v${this.#names.size}`
    const placeholder = `getvariable('${name}')`
    this.#names.set(key, placeholder)
    this.#values[name] = value
    return placeholder
  }

  /** The values of the placeholders a statement uses. */
  valuesOf(sql: string): Readonly<Record<string, Bound>> {
    const used = new Set(Array.from(sql.matchAll(/getvariable\('(v\d+)'\)/g), ([, name]) => name ?? ''))
    return Object.fromEntries(Object.entries(this.#values).filter(([name]) => used.has(name)))
  }
}
