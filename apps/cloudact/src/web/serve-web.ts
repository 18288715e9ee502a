import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import path from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { nextCommand, nextEnvironment } from './build-web.ts'

const STOP_GRACE_MILLISECONDS = 4_000

export type WebServer = {
  readonly url: string
  readonly exited: Promise<number | null>
  stop(): Promise<void>
}

export type ServeWeb = {
  readonly repository: string
  readonly host: string
  readonly port: number
  /** `/api/*` is forwarded there. */
  readonly apiBaseUrl: string
  readonly onLine: (line: string) => void
}

/** A port that somebody else holds is a clear message here, not a stack trace of the web framework. */
export async function assertPortFree(host: string, port: number, variable: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (cause: NodeJS.ErrnoException) => reject(portError(cause, host, port, variable)))
    probe.listen(port, host, () => probe.close(() => resolve()))
  })
}

function portError(cause: NodeJS.ErrnoException, host: string, port: number, variable: string): AppError {
  if (cause.code === 'EADDRINUSE') {
    return new AppError(
      'conflict',
      `Port ${port} on ${host} is in use. Stop what uses it or set ${variable}.`,
      { cause },
    )
  }
  if (cause.code === 'EACCES') {
    const message = `This user may not listen on port ${port}. Set ${variable} to a port from 1024 up.`
    return new AppError('config_invalid', message, { cause })
  }
  const message = `"${host}" is not an address of this machine (${cause.code ?? cause.message}). Set HOST, for example to 127.0.0.1 or 0.0.0.0.`
  return new AppError('config_invalid', message, { cause })
}

/** Starts the built web application as a process of its own and waits until it answers. */
export async function serveWeb(options: ServeWeb, environment: NodeJS.ProcessEnv): Promise<WebServer> {
  const child: ChildProcess = spawn(
    process.execPath,
    [nextCommand(options.repository), 'start', '--port', String(options.port), '--hostname', options.host],
    {
      cwd: path.join(options.repository, 'apps/web'),
      env: { ...nextEnvironment(environment), API_BASE_URL: options.apiBaseUrl },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  const exited = new Promise<number | null>((resolve) => child.once('close', (code) => resolve(code)))
  await new Promise<void>((resolve, reject) => {
    const read = (chunk: Buffer): void => {
      for (const line of chunk.toString('utf8').split('\n')) {
        if (!line.trim()) continue
        options.onLine(line.trim())
        if (line.includes('Ready in')) resolve()
      }
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    void exited.then((code) => {
      reject(new AppError('internal', `The web process ended with code ${code} before it was ready.`))
    })
  })
  return {
    url: `http://${options.host}:${options.port}`,
    exited,
    async stop() {
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), STOP_GRACE_MILLISECONDS)
      await exited
      clearTimeout(force)
    },
  }
}
