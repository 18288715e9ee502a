import { type ParseArgsConfig, parseArgs } from 'node:util'
import { AppError } from '@cloudact/core/errors'

type Options = NonNullable<ParseArgsConfig['options']>

/**
 * Options and up to `most` words of a command. Throws `invalid_input` with the usage for an option that is not known,
 * one without its value, and words too many: something the operator meant would otherwise be ignored.
 */
export function readArguments<Given extends Options>(
  args: readonly string[],
  usage: string,
  options: Given,
  most: number,
) {
  try {
    const read = parseArgs({ args: [...args], allowPositionals: true, options })
    const [extra] = read.positionals.slice(most)
    if (extra !== undefined)
      throw new AppError('invalid_input', `"${extra}" is one word too many.\nUsage: cloudact ${usage}`)
    return read
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    const [reason = ''] = error.message.split('. ', 1)
    throw new AppError('invalid_input', `${reason.replace(/\.$/, '')}.\nUsage: cloudact ${usage}`, {
      cause: error,
    })
  }
}
