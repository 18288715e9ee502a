import path from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { callApi } from '../api-client.ts'
import { finishBackup } from '../backup/finish-backup.ts'
import type { Command } from '../command.ts'
import { readArguments } from './read-arguments.ts'

type Snapshot = { readonly snapshot: string; readonly taken_at: string }

const OPTIONS = { 'without-keys': { type: 'boolean', default: false } } as const
const MEGABYTE = 1_000_000

/** Asks the running server for a snapshot of its data folder, then checks and finishes it here. */
export const command: Command = {
  usage: 'backup [FOLDER] [--without-keys]',
  summary: 'copy everything the running server stores',
  async run(args, settings) {
    const { values, positionals } = readArguments(args, this.usage, OPTIONS, 1)
    if (settings.databaseUrl !== undefined)
      throw new AppError(
        'invalid_input',
        'With DATABASE_URL the control plane is in PostgreSQL. Back that up with pg_dump, and copy the data folder right after it: the files of the lake never change, and those the dump names stay for 15 minutes.',
      )
    const [target] = positionals
    const { snapshot, taken_at } = await callApi<Snapshot>(settings, 'POST', '/api/v1/admin/backup', {})
    const { folder, manifest } = await finishBackup(settings.dataFolder, snapshot, {
      target: target === undefined ? undefined : path.resolve(target),
      keys: !values['without-keys'],
      takenAt: new Date(taken_at),
    })
    const files = Object.values(manifest.files)
    const megabytes = files.reduce((sum, { bytes }) => sum + bytes, 0) / MEGABYTE
    console.log(`${folder}: ${files.length} files, ${megabytes.toFixed(1)} MB, as of ${manifest.taken_at}`)
    console.log(
      manifest.has_keys
        ? 'It holds the keys that open stored credentials: keep it as you keep the data folder.'
        : 'It holds no keys: stored credentials open only with the folder "keys" of this data folder.',
    )
    return 0
  },
}
