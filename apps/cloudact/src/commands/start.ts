import type { Command } from '../command.ts'
import { startAll } from '../embedded/start-all.ts'
import { readArguments } from './read-arguments.ts'

/** Everything on this machine until Ctrl-C. */
export const command: Command = {
  usage: 'start [--without-web]',
  summary: 'run web, api and pipeline until Ctrl-C',
  async run(args, settings) {
    const { values } = readArguments(
      args,
      this.usage,
      { 'without-web': { type: 'boolean', default: false } },
      0,
    )
    return await startAll(settings, { web: !values['without-web'] })
  },
}
