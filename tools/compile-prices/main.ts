/**
 * Compiles `configs/seed/<provider>/pricing.csv` and the figures in `docs/prices.md` from the price catalogues in a
 * folder (by default `shared/data/genai-prices` beside the checkout):
 * `node tools/compile-prices/main.ts [FOLDER] [--check] [--report FILE]`.
 *
 * `--check` writes nothing and fails when a committed file is not what the catalogues say. `--report` writes every
 * disagreement, one per line. A disagreement no decision settles, and a decision that settles nothing, fail.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { compilePrices } from './compile.ts'
import { findDataFolder } from './data-folder.ts'
import { outputFiles, REPOSITORY, staleFiles } from './output.ts'
import { disagreementLine } from './summary.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false }, report: { type: 'string' } },
})
const [folder = findDataFolder(REPOSITORY)] = positionals
if (folder === undefined) {
  console.error(
    'There is no folder shared/data/genai-prices beside the checkout. Name the folder of the catalogues as the first argument.',
  )
  process.exit(1)
}
const compiled = compilePrices(path.resolve(folder))
const unsettled = compiled.disagreements.filter(({ decision }) => decision === undefined)
const files = await outputFiles(compiled)
const stale = staleFiles(files)

if (values.report !== undefined)
  writeFileSync(values.report, `${compiled.disagreements.map(disagreementLine).join('\n')}\n`)
for (const line of unsettled.map(disagreementLine)) console.error(line)
for (const { line, reason } of compiled.unusedDecisions)
  console.error(`decisions.csv:${line} settles nothing any more: ${reason}`)
if (!values.check)
  for (const [file, text] of files) {
    mkdirSync(path.dirname(path.join(REPOSITORY, file)), { recursive: true })
    writeFileSync(path.join(REPOSITORY, file), text)
  }
console.log(
  `${files.size} files, ${stale.length} ${values.check ? 'differ from' : 'changed against'} the committed ones; ` +
    `${compiled.disagreements.length} disagreements, ${unsettled.length} not settled.`,
)
if (values.check) for (const file of stale) console.error(`${file} is not what the catalogues say.`)
if (unsettled.length > 0 || compiled.unusedDecisions.length > 0 || (values.check && stale.length > 0))
  process.exitCode = 1
