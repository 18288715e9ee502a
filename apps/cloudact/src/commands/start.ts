import { enableCompileCache } from 'node:module'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { AppError } from '@cloudact/core/errors'
import type { Command } from '../command.ts'
import { REPOSITORY } from '../env.ts'

/** Everything on this machine, or one service of a larger deployment, until Ctrl-C. */
export const command: Command = {
  usage: 'start [--without-web] [--only api|pipeline|web]',
  summary: 'run web, api and pipeline, or one of them, until Ctrl-C',
  async run(args, settings) {
    const { values } = parseArgs({
      args: [...args],
      options: { 'without-web': { type: 'boolean', default: false }, only: { type: 'string' } },
    })
    // A quarter of a restart's processor time is compiling the same modules again; where this cannot be written, it is.
    enableCompileCache(path.join(REPOSITORY, 'node_modules', '.cache', 'cloudact'))
    if (values.only === undefined) {
      const { startAll } = await import('../embedded/start-all.ts')
      return await startAll(settings, { web: !values['without-web'] })
    }
    const { SERVICES, startService } = await import('../split/start-service.ts')
    const name = SERVICES.find((service) => service === values.only)
    if (name === undefined) throw new AppError('invalid_input', `--only takes one of ${SERVICES.join(', ')}.`)
    return await startService(settings, name)
  },
}
