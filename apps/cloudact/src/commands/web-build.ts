import type { Command } from '../command.ts'
import { REPOSITORY } from '../env.ts'
import { buildWeb } from '../web/build-web.ts'
import { readArguments } from './read-arguments.ts'

/** What `start` does before it serves, for an image that must not build at its first start. */
export const command: Command = {
  usage: 'web build',
  summary: 'build the web application ahead of its first start',
  async run(args, settings) {
    readArguments(args, this.usage, {}, 0)
    const signal = AbortSignal.timeout(600_000)
    const built = await buildWeb({ repository: REPOSITORY, signal }, settings.variables)
    console.log(built ? 'The web application was built.' : 'The web application is built already.')
    return 0
  },
}
