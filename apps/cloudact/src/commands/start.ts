import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { parseArgs } from 'node:util'
import type { Command } from '../command.ts'
import { REPOSITORY } from '../env.ts'

/** Everything on this machine until Ctrl-C. */
export const command: Command = {
  usage: 'start [--without-web]',
  summary: 'run web, api and pipeline until Ctrl-C',
  async run(args, settings) {
    const { values } = parseArgs({
      args: [...args],
      options: { 'without-web': { type: 'boolean', default: false } },
    })
    // A quarter of a restart's processor time is compiling the same modules again; where this cannot be written, it is.
    enableCompileCache(path.join(REPOSITORY, 'node_modules', '.cache', 'cloudact'))
    const { startAll } = await import('../embedded/start-all.ts')
    return await startAll(settings, { web: !values['without-web'] })
  },
}
