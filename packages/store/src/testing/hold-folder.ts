import { lockDataFolder } from '../owner-lock.ts'

/** Child process of the lock test: holds a folder until it is killed. */
const folder = process.argv[2]
if (folder === undefined) throw new Error('Usage: hold-folder FOLDER')
await lockDataFolder(folder)
process.stdout.write('held\n')
setInterval(() => undefined, 60_000)
