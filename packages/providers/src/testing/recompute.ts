import { execFile, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'

const TOOLS = join(import.meta.dirname, '../../../../tools')

/** Whether this machine has Python 3. With CI=true it must: then the test runs, and fails without it. */
export const canRecompute =
  process.env['CI'] !== undefined || spawnSync('python3', ['--version']).status === 0

/** What an independent script of `tools` computes from files, with Python's standard library alone. */
export async function recompute(script: string, paths: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)('python3', [join(TOOLS, script), ...paths], {
    maxBuffer: 64 * 1024 * 1024,
  })
  return JSON.parse(stdout)
}
