import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { startAll } from '../embedded/start-all.ts'

/** Everything on this machine until Ctrl-C. */
export const command: Command = {
  usage: 'start [--without-web]',
  summary: 'run web, api and pipeline until Ctrl-C',
  async run(args, settings) {
    const { values } = parseArgs({ args: [...args], options: { 'without-web': { type: 'boolean', default: false } } })
    return await startAll(settings, { web: !values['without-web'] })
  },
}
