import path from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { restoreBackup } from '../backup/restore-backup.ts'
import type { Command } from '../command.ts'
import { readArguments } from './read-arguments.ts'

/** Makes an absent or empty data folder what a backup holds. The server must not be running on that folder. */
export const command: Command = {
  usage: 'restore FOLDER',
  summary: 'fill an empty CLOUDACT_DATA_DIR from a backup',
  async run(args, settings) {
    const { positionals } = readArguments(args, this.usage, {}, 1)
    const [folder] = positionals
    if (folder === undefined) throw new AppError('invalid_input', `Usage: cloudact ${this.usage}`)
    const manifest = await restoreBackup(path.resolve(folder), settings.dataFolder)
    console.log(`${settings.dataFolder} is as of ${manifest.taken_at}. Start it with "npm start".`)
    if (!manifest.has_keys)
      console.log(
        'Copy the folder "keys" of the old data folder into it first: stored credentials open only with it.',
      )
    return 0
  },
}
