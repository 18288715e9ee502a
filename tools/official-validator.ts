/**
 * The official FOCUS validator (`focus-validator` of PyPI), to compare the product's verdicts with. It is brought at an
 * exact version into a cache folder, and reads its rules from a file, so that it asks nothing of the network.
 */
import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import path from 'node:path'

/** The validator's own wish for pyarrow has no upper end, and newer ones refuse the numpy it asks for. */
const PACKAGES = ['focus-validator==2.2.1', 'pyarrow==20.0.0']

export type OfficialVerdict = 'pass' | 'fail' | 'skipped'

export type OfficialRun = {
  /** A Parquet file. */
  readonly file: string
  readonly dataset: 'CostAndUsage' | 'ContractCommitment'
  /** The published model. */
  readonly model: string
}

export type OfficialValidator = {
  /** Verdicts by rule id, with all applicability criteria declared. Throws when it does not come to an end. */
  validate(run: OfficialRun): ReadonlyMap<string, OfficialVerdict>
}

/** Undefined where there is no Python 3.12 to run it. */
export function officialValidator(): OfficialValidator | undefined {
  const folder = path.join(homedir(), '.cache', 'cloudact', PACKAGES.join('_').replaceAll(/[^\w.]+/g, '-'))
  const program = path.join(folder, 'bin', 'focus-validator')
  if (!existsSync(program)) {
    const python = pythons().find((name) => spawnSync(name, ['-c', VERSION_CHECK]).status === 0)
    if (python === undefined) return undefined
    run(python, ['-m', 'venv', folder])
    const pip = ['install', '--quiet', '--disable-pip-version-check', ...PACKAGES]
    run(path.join(folder, 'bin', 'pip'), pip)
  }
  // It looks for its list of currencies from the folder it is started in.
  const packages = run(path.join(folder, 'bin', 'python'), [
    '-c',
    'import sysconfig; print(sysconfig.get_paths()["purelib"])',
  ]).trim()
  return { validate: (wanted) => validate(program, packages, wanted) }
}

const VERSION_CHECK = 'import sys, venv; sys.exit(sys.version_info[:2] != (3, 12))'

/** Where a Python 3.12 may be: it needs that version. */
function pythons(): readonly string[] {
  const kept = path.join(process.env['PYENV_ROOT'] ?? path.join(homedir(), '.pyenv'), 'versions')
  const versions = existsSync(kept) ? readdirSync(kept).filter((name) => name.startsWith('3.12')) : []
  return ['python3.12', 'python3', ...versions.map((name) => path.join(kept, name, 'bin/python3'))]
}

function validate(program: string, cwd: string, wanted: OfficialRun): ReadonlyMap<string, OfficialVerdict> {
  const folder = mkdtempSync(path.join(tmpdir(), 'focus-validator-'))
  try {
    const rules = path.join(folder, 'rules')
    const report = path.join(folder, 'report.xml')
    mkdirSync(rules)
    copyFileSync(wanted.model, path.join(rules, 'model-1.3.json'))
    const options = {
      'data-file': path.resolve(wanted.file),
      'validate-version': '1.3',
      'rule-set-path': rules,
      'focus-dataset': wanted.dataset,
      'applicability-criteria': 'ALL',
      'output-type': 'unittest',
      'output-destination': report,
    }
    const args = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value])
    // Its exit code says nothing about the verdicts.
    const { stderr } = spawnSync(program, [...args, '--block-download'], { cwd, encoding: 'utf8' })
    if (!existsSync(report))
      throw new Error(`The official validator wrote no report:\n${stderr.slice(-2_000)}`)
    return readReport(readFileSync(report, 'utf8'))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const CASE = /<testcase name="(\S+) ::[^"]*"[^>]*?(?:\/>|>([\s\S]*?)<\/testcase>)/g

function readReport(xml: string): ReadonlyMap<string, OfficialVerdict> {
  const found = Array.from(xml.matchAll(CASE), ([, rule = '', inside = '']): [string, OfficialVerdict] => [
    rule,
    inside.includes('<failure') ? 'fail' : inside.includes('<skipped') ? 'skipped' : 'pass',
  ])
  if (found.length === 0) throw new Error('The report of the official validator has no cases.')
  return new Map(found)
}

function run(program: string, args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync(program, args, { encoding: 'utf8' })
  if (status === 0) return stdout
  throw new Error(`${path.basename(program)} ${args.join(' ')}\n${error?.message ?? `${stdout}${stderr}`}`)
}
