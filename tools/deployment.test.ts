import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'

const ROOT = path.resolve(import.meta.dirname, '..')
const read = (name: string): string => readFileSync(path.join(ROOT, name), 'utf8')
const SERVICES = ['api', 'pipeline', 'web']

/** Variables that the services read. */
const KNOWN = new Set(
  [
    'apps/api/src/env.ts',
    'apps/cloudact/src/env.ts',
    'apps/cloudact/src/warehouse-settings.ts',
    'apps/web/src/env.ts',
  ].flatMap((file) => read(file).match(/\b[A-Z][A-Z0-9]*(_[A-Z0-9]+)+\b/g) ?? []),
)
/** Read by Node itself. */
const OTHERS = new Set(['NODE_ENV', 'HOST', 'ENVIRONMENT'])

type Definition = {
  readonly spec: {
    readonly template: {
      readonly spec: {
        readonly containers: readonly {
          readonly env: readonly {
            readonly name: string
            readonly valueFrom?: { secretKeyRef: { name: string } }
          }[]
        }[]
      }
    }
  }
}

describe('the deployment files', () => {
  it('copy the package file of every workspace, without which npm ci fails in the image', () => {
    const dockerfile = read('Dockerfile')
    const workspaces = ['packages', 'apps'].flatMap((parent) =>
      readdirSync(path.join(ROOT, parent)).map((name) => `${parent}/${name}`),
    )
    const copied = workspaces.filter((name) => dockerfile.includes(`COPY ${name}/package.json ${name}/\n`))
    expect(copied).toEqual(workspaces)
  })

  it.each(SERVICES)(
    'set no variable for %s that no service reads, and name only secrets that exist',
    (service) => {
      const definition: Definition = parse(read(`deploy/cloud-run/${service}.yaml`))
      const env = definition.spec.template.spec.containers.flatMap((container) => container.env)
      expect(env.map(({ name }) => name).filter((name) => !KNOWN.has(name) && !OTHERS.has(name))).toEqual([])
      const secrets = env.flatMap(({ valueFrom }) => valueFrom?.secretKeyRef.name ?? [])
      expect(secrets.filter((name) => !read('deploy/terraform/secrets.tf').includes(`    ${name} `))).toEqual(
        [],
      )
    },
  )

  it('compose sets no variable that no service reads', () => {
    const compose: { 'x-service': { environment: Record<string, string> } } = parse(read('compose.yaml'))
    const names = Object.keys(compose['x-service'].environment)
    expect(names.filter((name) => !KNOWN.has(name) && !OTHERS.has(name))).toEqual([])
  })
})

describe('the commands of the operator', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'cloudact-ops-'))
  const log = path.join(folder, 'calls')
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  /** Puts a program of this name before the real one; it writes down how it was called. */
  function stub(name: string, body: string): void {
    const file = path.join(folder, name)
    writeFileSync(file, `#!/usr/bin/env bash\necho "${name} $*" >>"${log}"\n${body}\n`)
    chmodSync(file, 0o755)
  }
  beforeEach(() => {
    writeFileSync(log, '')
    stub('curl', 'exit 0')
    stub(
      'gcloud',
      `case "$*" in
        *"services replace"*) cat "$4" >"${folder}/applied" ;;
        *"format json"*) echo '{"status":{"traffic":[{"url":"https://candidate.test","tag":"candidate"}]}}' ;;
        *"services describe"*) echo cloudact-before ;;
      esac`,
    )
  })

  function ops(command: string, args: readonly string[], options: { env?: object; input?: string } = {}) {
    const result = spawnSync('bash', [path.join(ROOT, 'ops', command), ...args], {
      encoding: 'utf8',
      input: options.input ?? '',
      env: { ...process.env, PATH: `${folder}:${process.env['PATH'] ?? ''}`, ...options.env },
    })
    return { code: result.status, output: result.stdout + result.stderr, calls: readFileSync(log, 'utf8') }
  }
  const release = { env: { ENVIRONMENT: 'stage', TAG: 'v7' } }

  it('move traffic to a revision only after it answered', () => {
    const { code, calls } = ops('deploy.sh', [], release)
    expect(code).toBe(0)
    const steps = calls.match(/services replace|curl.*candidate\.test\S*|--to-latest/g)
    expect(steps?.slice(0, 3)).toEqual([
      'services replace',
      expect.stringContaining('https://candidate.test/health/ready'),
      '--to-latest',
    ])
    expect(steps).toHaveLength(9)
    const applied = readFileSync(path.join(folder, 'applied'), 'utf8')
    expect(parse(applied)).toMatchObject({
      spec: {
        traffic: [
          { revisionName: 'cloudact-before', percent: 100 },
          { latestRevision: true, percent: 0, tag: 'candidate' },
        ],
      },
    })
    expect(applied).toContain('europe-west1-docker.pkg.dev/cloudact-stage/cloudact/web:v7')
  })

  it('leave the traffic where it is when the new revision does not get ready', () => {
    stub('curl', 'exit 22')
    const { code, output, calls } = ops('deploy.sh', [], release)
    expect(code).toBe(1)
    expect(output).toContain('cloudact-before keeps the traffic')
    expect(calls).not.toContain('update-traffic')
  })

  it('run a job on production only when its name is typed again, and no job that does not exist', () => {
    expect(ops('run-job.sh', ['stage', 'nothing'])).toMatchObject({ code: 1, calls: '' })
    expect(ops('run-job.sh', ['prod', 'bootstrap'], { input: 'yes\n' })).toMatchObject({ code: 1, calls: '' })
    const typed = ops('run-job.sh', ['prod', 'bootstrap'], { input: 'bootstrap\n' })
    expect(typed).toMatchObject({ code: 0, calls: expect.stringContaining('jobs execute bootstrap') })
  })

  it('say which service is not ready', () => {
    stub('curl', 'case "$*" in *pipeline*) printf 503 ;; *) printf 200 ;; esac')
    const { code, output } = ops('status.sh', ['stage'])
    expect(code).toBe(1)
    expect(output.match(/NOT READY/g)).toHaveLength(1)
    expect(output).toMatch(/pipeline\s+NOT READY/)
  })

  it('refuse an environment nobody described', () => {
    expect(ops('status.sh', ['../prod'])).toMatchObject({
      code: 1,
      output: expect.stringContaining('stage|prod'),
    })
  })
})
