import { AppError } from '@cloudact/core/errors'

/** Something wrong in a configuration file, as precise as an editor needs it. */
export type Fault = {
  /** Path of the file as it was opened. */
  readonly file: string
  /** From 1. */
  readonly line: number
  /** From 1. */
  readonly column: number
  /** Where in the document: `providers.openai.rate_limit`; empty for the whole file. */
  readonly path: string
  readonly reason: string
}

/** `configs/system/providers.yml:12:5 providers.openai: …` */
export function describeFault(fault: Fault): string {
  const where = fault.path ? ` ${fault.path}:` : ''
  return `${fault.file}:${fault.line}:${fault.column}${where} ${fault.reason}`
}

/** Beyond these a message is no longer read. */
const SHOWN = 50

/** All faults in one error, so that a deployment is corrected in one round. */
export function configInvalid(faults: readonly Fault[]): AppError {
  const count = faults.length === 1 ? 'one fault' : `${faults.length} faults`
  const shown = faults.slice(0, SHOWN).map((fault) => `  ${describeFault(fault)}`)
  if (faults.length > SHOWN) shown.push(`  and ${faults.length - SHOWN} more`)
  return new AppError('config_invalid', `The configuration has ${count}:\n${shown.join('\n')}`, {
    faults: faults.map((fault) => ({
      path: `${fault.file}:${fault.line}:${fault.column}`,
      message: fault.reason,
    })),
  })
}
