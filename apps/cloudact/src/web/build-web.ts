import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { withoutSecrets } from '@cloudact/security/secret-variables'
import { contentHash } from './content-hash.ts'

const KEPT_OUTPUT = 8_000

export type WebBuild = {
  readonly repository: string
  readonly signal: AbortSignal
}

/** The Next.js command, run by the Node that runs us. */
export function nextCommand(repository: string): string {
  return path.join(repository, 'node_modules/next/dist/bin/next')
}

/** Environment of Next.js, which needs no secret. */
export function nextEnvironment(base: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...withoutSecrets(base), NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' }
}

/**
 * Builds the web application unless the last build was made from the same content. Returns whether it built. One build
 * serves any address of the API: that is read when the web process starts.
 */
export async function buildWeb(build: WebBuild, environment: NodeJS.ProcessEnv): Promise<boolean> {
  const folder = path.join(build.repository, 'apps/web')
  const stamp = path.join(folder, '.next/cloudact-content-hash')
  const hash = contentHash(build.repository)
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return false

  await new Promise<void>((resolve, reject) => {
    const child = spawn(process.execPath, [nextCommand(build.repository), 'build'], {
      cwd: folder,
      env: nextEnvironment(environment),
      stdio: ['ignore', 'pipe', 'pipe'],
      signal: build.signal,
    })
    let output = ''
    const keep = (chunk: Buffer): void => {
      output = (output + chunk.toString('utf8')).slice(-KEPT_OUTPUT)
    }
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve()
      else reject(new AppError('internal', `The web application could not be built:\n${output}`))
    })
  })
  writeFileSync(stamp, hash)
  return true
}
