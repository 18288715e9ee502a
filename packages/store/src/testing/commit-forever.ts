import { openPglite } from '../database/open-pglite.ts'

/** Child process of the durability test: commits numbers one after the other and prints each after its commit. */
const folder = process.argv[2]
if (folder === undefined) throw new Error('Usage: commit-forever FOLDER')
const database = await openPglite({ folder })
await database.query('CREATE TABLE IF NOT EXISTS acknowledged (number int PRIMARY KEY)')
for (let number = 0; ; number++) {
  await database.transaction((tx) => tx.query('INSERT INTO acknowledged VALUES ($1)', [number]))
  process.stdout.write(`${number}\n`)
}
