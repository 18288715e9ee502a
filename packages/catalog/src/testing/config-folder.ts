import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'

/** A temporary configuration folder with the given files, removed by `using`. */
export class ConfigFolder implements Disposable {
  readonly path = mkdtempSync(join(tmpdir(), 'cloudact-config-'))

  constructor(files: Readonly<Record<string, string>>) {
    for (const [path, text] of Object.entries(files)) this.write(path, text)
  }

  write(path: string, text: string): void {
    const file = join(this.path, path)
    mkdirSync(dirname(file), { recursive: true })
    writeFileSync(file, text)
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true })
  }
}

/** The smallest configuration that is valid: one provider, one table, no pipeline. */
export const MINIMAL_CONFIG: Readonly<Record<string, string>> = {
  'system/providers.yml': `providers:
  acme:
    type: saas
    status: active
    display_name: Acme
    credential_type: manual
    credential_fields: []
`,
  'system/plans.yml': 'plans: {}\n',
  'system/jobs.yml': 'jobs: {}\n',
  'system/pipelines.yml': 'aliases: {}\n',
  'system/dataset_types.yml': 'dataset_types:\n  cost: { description: Costs }\n',
  'schemas/org/acme_raw.json': '{ "name": "acme_raw", "columns": [{ "name": "day", "type": "date" }] }\n',
}
