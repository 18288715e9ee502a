/**
 * Compiles `configs/focus/rules-<version>.jsonl`, one rule a line, from the published FOCUS requirements model:
 * `node tools/compile-focus-rules/main.ts MODEL.json [--check]`.
 *
 * The file holds facts only (ids, columns, levels, checks, conditions), none of the model's sentences. `--check` writes
 * nothing and fails when the committed file is not what the model says.
 */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { readModel } from './read-model.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false } },
})
const [model] = positionals
if (model === undefined) {
  console.error(
    'Name the file of the published model: node tools/compile-focus-rules/main.ts MODEL.json [--check]',
  )
  process.exit(2)
}
const { version, rules } = readModel(readFileSync(model, 'utf8'))
const name = `configs/focus/rules-${version}.jsonl`
const file = path.resolve(import.meta.dirname, '../..', name)
const compiled = `${rules.map((rule) => JSON.stringify(rule)).join('\n')}\n`
const isCurrent = existsSync(file) && readFileSync(file, 'utf8') === compiled
const asked = rules.filter(({ check }) => check !== null).length
console.log(
  `FOCUS ${version}: ${rules.length} rules, ${asked} of data, ${rules.length - asked} that data cannot show.`,
)
if (!values.check) {
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, compiled)
} else if (!isCurrent) {
  console.error(`${name} is not what the model says.`)
  process.exitCode = 1
}
