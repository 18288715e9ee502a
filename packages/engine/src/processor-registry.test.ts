import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { PipelineStep } from '@cloudact/catalog/pipeline'
import { describe, expect, it } from 'vitest'
import { ProcessorRegistry } from './processor-registry.ts'
import { loadStepCheck } from './step-check.ts'

const FIXTURE = join(import.meta.dirname, 'testing/processor-fixture')
const OWN = join(import.meta.dirname, 'processors')

describe('ProcessorRegistry', () => {
  it('finds processors by file name and leaves helpers and tests alone', async () => {
    const registry = await ProcessorRegistry.scan([FIXTURE])
    expect(registry.types()).toEqual(['vendor.daily_usage'])
    expect(await registry.resolve('vendor.daily_usage')).toMatchObject({
      type: 'vendor.daily_usage',
      processor: { summary: 'Found by its file name.' },
      implied: {},
    })
  })

  it('knows every step type of its own, and older names', async () => {
    const registry = await ProcessorRegistry.scan([OWN])
    expect(registry.types()).toEqual(
      expect.arrayContaining([
        'generic.api_extractor',
        'integrations.kms_decrypt',
        'setup.initial.onetime_bootstrap',
        'notify_systems.email_notification',
      ]),
    )
    expect(await registry.resolve('integrations.validate_claude')).toMatchObject({
      type: 'integrations.validate',
      implied: { provider: 'anthropic' },
    })
    const schemas = await registry.configSchemas()
    expect(Object.keys(schemas)).toEqual(registry.types())
  })

  it('names what is known when a type is not', async () => {
    const registry = await ProcessorRegistry.scan([FIXTURE])
    await expect(registry.resolve('vendor.nope')).rejects.toMatchObject({
      code: 'config_invalid',
      message: 'There is no step type "vendor.nope". Known: vendor.daily_usage.',
    })
    await expect(registry.resolve('openai.usage')).rejects.toMatchObject({
      message: expect.stringContaining('"openai.usage" (now "genai.payg_usage")'),
    })
    await expect(registry.resolve('__proto__')).rejects.toMatchObject({ code: 'config_invalid' })
  })

  it('refuses two files for one type and a file that is no processor', async () => {
    await expect(ProcessorRegistry.scan([FIXTURE, FIXTURE])).rejects.toMatchObject({ code: 'config_invalid' })
    const folder = await mkdtemp(join(tmpdir(), 'processors-'))
    await cp(join(FIXTURE, 'vendor'), folder, { recursive: true })
    await writeFile(
      join(folder, 'broken.ts'),
      'const defineProcessor = (value) => value\nexport default defineProcessor({ summary: 1 })\n',
    )
    const registry = await ProcessorRegistry.scan([folder])
    await expect(registry.resolve('broken')).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining('must default-export a processor'),
    })
    await rm(folder, { recursive: true })
  })

  it('checks steps for the catalog: type, configuration, with variables standing in', async () => {
    const check = await loadStepCheck(await ProcessorRegistry.scan([FIXTURE]))
    const faults = (step: object) =>
      check(PipelineStep.parse({ step_id: 's', ps_type: 'vendor.daily_usage', ...step }))
    expect(faults({ config: { provider: '${provider}' } })).toEqual([])
    expect(faults({ ps_type: 'vendor.nope' })).toMatchObject([{ path: ['ps_type'] }])
    expect(faults({ config: { provider: 'x', day: 1 } })).toEqual([
      { path: ['config', 'day'], reason: '"day" is not a known key here.' },
    ])
    expect(faults({ config: {} })).toMatchObject([{ path: ['config', 'provider'] }])
  })
})
