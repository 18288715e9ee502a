import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import { openPgliteOn } from '../database/open-pglite.ts'
import { migrate, readMigrations } from '../migrate.ts'

/** A dumped, migrated data folder; its name says which migrations and which fence are in it. */
export async function databaseTemplate(): Promise<string> {
  const migrations = await readMigrations()
  const hash = createHash('sha256')
  for (const { name, checksum } of migrations) hash.update(`${name}:${checksum}\n`)
  hash.update(await readFile(join(import.meta.dirname, '../fence/raise-fence.ts')))
  const path = join(tmpdir(), 'cloudact-test', `database-${hash.digest('hex').slice(0, 16)}.tar`)
  if (existsSync(path)) return path
  const pglite = await PGlite.create()
  const database = await openPgliteOn(pglite)
  await migrate(database, migrations)
  const dump = await pglite.dumpDataDir('none')
  await database.close()
  await mkdir(dirname(path), { recursive: true })
  const unfinished = `${path}.${process.pid}`
  await writeFile(unfinished, new Uint8Array(await dump.arrayBuffer()))
  await rename(unfinished, path)
  return path
}

/** Vitest's global set-up: the template exists before the first test file asks for it. */
export async function setup(): Promise<void> {
  await databaseTemplate()
}
