/**
 * Writes the OpenAPI documents of both services and the types of the web client from them. With `--check` it writes
 * nothing and fails when a committed file is not what the code says.
 */
import { randomUUID } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { toApiConfig } from '@cloudact/api/config'
import { createApiService } from '@cloudact/api/create-api-service'
import { readApiEnvironment } from '@cloudact/api/env'
import { createPipelineService } from '@cloudact/pipeline/create-pipeline-service'
import openapiTypescript, { astToString } from 'openapi-typescript'
import * as prettier from 'prettier'
import { openFoundation } from '../apps/cloudact/src/embedded/open-foundation.ts'
import { pipelineConfig } from '../apps/cloudact/src/embedded/pipeline-config.ts'
import { readSettings, REPOSITORY } from '../apps/cloudact/src/env.ts'

const ROOT_KEY = 'x'.repeat(48)

async function documents(): Promise<ReadonlyMap<string, unknown>> {
  const dataFolder = mkdtempSync(path.join(tmpdir(), 'cloudact-openapi-'))
  try {
    const settings = { ...readSettings({ CLOUDACT_DATA_DIR: dataFolder }), scheduler: false }
    await using foundation = await disposable(settings)
    const { catalog, database, warehouse, procedures, kms, secrets, log, clock } = foundation
    const shared = {
      database,
      warehouse,
      catalog,
      catalogFor: () => catalog,
      kms,
      secrets,
      log,
      clock,
      rootKey: ROOT_KEY,
    }
    const config = toApiConfig(readApiEnvironment({}))
    const api = await createApiService({
      ...shared,
      config,
      pipelineBaseUrl: 'http://127.0.0.1:8001',
      sessionSecret: ROOT_KEY,
    })
    const pipeline = await createPipelineService({
      ...shared,
      procedures,
      config: pipelineConfig(settings, config),
      instanceId: randomUUID(),
    })
    const read = async (app: typeof api.app): Promise<unknown> => (await app.inject('/openapi.json')).json()
    const both = new Map([
      ['apps/api/openapi.json', await read(api.app)],
      ['apps/pipeline/openapi.json', await read(pipeline.app)],
    ])
    await pipeline.close()
    await api.close()
    return both
  } finally {
    rmSync(dataFolder, { recursive: true, force: true })
  }
}

async function disposable(settings: Parameters<typeof openFoundation>[0]) {
  const foundation = await openFoundation(settings, 'silent')
  return { ...foundation, [Symbol.asyncDispose]: () => foundation.close() }
}

async function generate(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const [file, document] of await documents()) files.set(file, `${JSON.stringify(document, null, 2)}\n`)
  const types = astToString(await openapiTypescript(files.get('apps/api/openapi.json') ?? ''))
  const style = await prettier.resolveConfig(REPOSITORY)
  files.set('apps/web/src/api/generated.ts', await prettier.format(types, { ...style, parser: 'typescript' }))
  return files
}

const check = process.argv.includes('--check')
const stale: string[] = []
for (const [file, text] of await generate()) {
  const target = path.join(REPOSITORY, file)
  if (existsSync(target) && readFileSync(target, 'utf8') === text) continue
  stale.push(file)
  if (!check) writeFileSync(target, text)
}
if (check && stale.length > 0) {
  console.error(
    `${stale.join(', ')} ${stale.length === 1 ? 'is' : 'are'} not what the code says. Run "npm run openapi" and commit.`,
  )
  process.exit(1)
}
console.log(stale.length === 0 ? 'The OpenAPI documents are up to date.' : `Wrote ${stale.join(', ')}.`)
