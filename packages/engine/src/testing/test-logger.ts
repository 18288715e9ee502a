import type { Logger } from '@cloudact/core/ports/logger'

export type LogLine = {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly message: string
  readonly fields: Readonly<Record<string, unknown>>
}

/** Keeps every line, children's too, so a test can look for what was said and for what must not be. */
export class TestLogger implements Logger {
  readonly lines: LogLine[]
  readonly #bound: Readonly<Record<string, unknown>>

  constructor(lines: LogLine[] = [], bound: Readonly<Record<string, unknown>> = {}) {
    this.lines = lines
    this.#bound = bound
  }

  debug(fields: Readonly<Record<string, unknown>>, message: string): void {
    this.#add('debug', fields, message)
  }

  info(fields: Readonly<Record<string, unknown>>, message: string): void {
    this.#add('info', fields, message)
  }

  warn(fields: Readonly<Record<string, unknown>>, message: string): void {
    this.#add('warn', fields, message)
  }

  error(fields: Readonly<Record<string, unknown>>, message: string): void {
    this.#add('error', fields, message)
  }

  child(fields: Readonly<Record<string, unknown>>): TestLogger {
    return new TestLogger(this.lines, { ...this.#bound, ...fields })
  }

  /** All lines as one text. */
  text(): string {
    return this.lines.map((line) => `${line.level} ${line.message} ${JSON.stringify(line.fields)}`).join('\n')
  }

  #add(level: LogLine['level'], fields: Readonly<Record<string, unknown>>, message: string): void {
    this.lines.push({ level, message, fields: { ...this.#bound, ...fields } })
  }
}
