/**
 * Enforces the import table of `.dependency-cruiser.cjs`, and proves that it bites: a check that silently reads no
 * modules, or lets a planted violation pass, fails here.
 */
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const MINIMUM_MODULES = 100
const root = path.resolve(import.meta.dirname, '..')
const binary = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')

type Report = {
  summary: {
    totalCruised: number
    violations: { from: string; to: string; rule: { name: string; severity: string } }[]
  }
}

function cruise(): Report {
  const result = spawnSync(
    process.execPath,
    [binary, '--config', '.dependency-cruiser.cjs', '--output-type', 'json', 'packages', 'apps'],
    { cwd: root, encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
  )
  if (!result.stdout.startsWith('{'))
    throw new Error(`dependency-cruiser printed no report:\n${result.stderr}`)
  return JSON.parse(result.stdout) as Report
}

function violationsOf(report: Report): string[] {
  return report.summary.violations
    .filter((violation) => violation.rule.severity === 'error')
    .map((violation) => `${violation.rule.name}: ${violation.from} → ${violation.to}`)
}

function plantedViolation(): string[] {
  const folder = mkdtempSync(path.join(root, 'packages/core/src/boundary-probe-'))
  try {
    writeFileSync(path.join(folder, 'probe.ts'), "import '@cloudact/store/migrate'\nimport 'pg'\n")
    return violationsOf(cruise()).filter((violation) => violation.includes('boundary-probe-'))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const report = cruise()
const violations = violationsOf(report)
if (report.summary.totalCruised < MINIMUM_MODULES) {
  throw new Error(`Only ${report.summary.totalCruised} modules were read; the check would prove nothing.`)
}
if (violations.length > 0) {
  console.error(violations.join('\n'))
  console.error(`\n${violations.length} imports break the table in .dependency-cruiser.cjs.`)
  process.exit(1)
}
const planted = plantedViolation()
if (planted.length < 2) throw new Error(`A planted violation was not reported: ${JSON.stringify(planted)}`)
console.log(
  `${report.summary.totalCruised} modules, no violation; a planted one was reported by ${planted.length} rules.`,
)
