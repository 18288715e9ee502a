import { AppError } from '@cloudact/core/errors'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake } from './open-test-lake.ts'
import { costTable, lines, readAll, slice } from './warehouse-fixtures.ts'

/**
 * Child process of the disk-full test, run under `ulimit -f`: writes beyond it fail as on a full disk. Loads a slice
 * that fits, then one that does not, and prints what came of it.
 */
const opened = await openTestLake(await testDatabase())
const org = opened.lake.forOrg(parseOrgSlug('acme'))
await org.ensureTable(costTable)
const load = (count: number) => {
  const rows = lines('2026-01-01', count).map((row) => ({
    ...row,
    tags: JSON.stringify(crypto.getRandomValues(new Uint8Array(64))),
  }))
  return org.replaceSlices([{ slice: slice('2026-01'), content: { kind: 'rows', rows: [rows] } }], {
    runId: 'r',
  })
}
await load(2)
const failure = await load(20_000).then(
  () => undefined,
  (error: unknown) => error,
)
const rows = await readAll(org, { sql: 'SELECT COUNT(*) AS n FROM {{table(cost_lines)}}' })
process.stdout.write(
  JSON.stringify({
    code: failure instanceof AppError ? failure.code : String(failure),
    message: String(failure),
    rows,
  }),
)
await opened.close()
