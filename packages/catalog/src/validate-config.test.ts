import { describe, expect, it } from 'vitest'
import type { StepCheck } from './check-pipeline.ts'
import { loadCatalog, validateConfig } from './load-catalog.ts'
import { ConfigFolder, MINIMAL_CONFIG } from './testing/config-folder.ts'

/** Faults of the minimal configuration with some files changed, as `path:line:column reason`. */
function faultsOf(files: Readonly<Record<string, string>>, checkStep?: StepCheck): string[] {
  using folder = new ConfigFolder({ ...MINIMAL_CONFIG, ...files })
  return validateConfig([folder.path], checkStep).map(
    ({ file, line, column, reason }) => `${file.slice(folder.path.length + 1)}:${line}:${column} ${reason}`,
  )
}

function pipeline(steps: string, head = ''): Readonly<Record<string, string>> {
  return {
    'saas/acme/usage.yml': `name: Usage\ndescription: d\ndomain: cost\nversion: 1\n${head}steps:\n${steps}`,
  }
}

describe('a configuration with a mistake', () => {
  it('starts from a valid one', () => {
    expect(faultsOf({})).toEqual([])
    expect(faultsOf(pipeline('  - { step_id: a, ps_type: generic.api_extractor }\n'))).toEqual([])
  })

  it.each<[string, Readonly<Record<string, string>>, string]>([
    [
      'an unknown key',
      pipeline('  - { step_id: a, ps_type: g.a, retires: 3 }\n'),
      'saas/acme/usage.yml:6:33 "retires" is not a known key here.',
    ],
    [
      'a missing key',
      {
        'saas/acme/usage.yml':
          'name: Usage\ndomain: cost\nversion: 1\nsteps: [{ step_id: a, ps_type: g.a }]\n',
      },
      'saas/acme/usage.yml:1:1 "description" is required.',
    ],
    [
      'a key given twice',
      { 'system/jobs.yml': 'jobs: {}\njobs: {}\n' },
      'system/jobs.yml:2:1 Map keys must be unique',
    ],
    ['broken YAML', { 'system/plans.yml': 'plans:\n  A: [1\n' }, 'system/plans.yml:3:1'],
    [
      'a cycle of steps',
      pipeline('  - { step_id: a, ps_type: g.a, depends_on: [b] }\n  - { step_id: b, ps_type: g.a }\n'),
      'saas/acme/usage.yml:6:33 The steps wait for each other in a circle: a → b → a.',
    ],
    [
      'an unknown dependency',
      pipeline('  - { step_id: a, ps_type: g.a, depends_on: [z] }\n'),
      'saas/acme/usage.yml:6:46 There is no step "z" in this pipeline.',
    ],
    [
      'a step id used twice',
      pipeline('  - { step_id: a, ps_type: g.a }\n  - { step_id: a, ps_type: g.a }\n'),
      'saas/acme/usage.yml:7:7 The step "a" appears twice.',
    ],
    [
      'an unknown provider',
      pipeline('  - { step_id: a, ps_type: g.a }\n', 'provider: nobody\n'),
      'saas/acme/usage.yml:5:1 There is no provider "nobody" in system/providers.yml.',
    ],
    [
      'an unknown domain',
      {
        'saas/acme/usage.yml':
          'name: U\ndescription: d\ndomain: costs\nversion: 1\nsteps: [{ step_id: a, ps_type: g.a }]\n',
      },
      'saas/acme/usage.yml:3:1 There is no domain "costs"',
    ],
    [
      'a pipeline after itself',
      pipeline('  - { step_id: a, ps_type: g.a }\n', 'after: [saas/acme/usage]\n'),
      'saas/acme/usage.yml:5:9 A pipeline cannot wait for itself.',
    ],
    [
      'an unresolved variable',
      pipeline('  - { step_id: a, ps_type: g.a, config: { url: "${base_urll}/x" } }\n'),
      'saas/acme/usage.yml:6:43 Nothing gives the variable ${base_urll} a value.',
    ],
    [
      'an unresolved load-time variable',
      pipeline('  - { step_id: a, ps_type: g.a, config: { url: "{org}/x" } }\n'),
      'saas/acme/usage.yml:6:43 Nothing gives the variable {org} a value.',
    ],
    [
      'a variable that is not closed',
      pipeline('  - { step_id: a, ps_type: g.a, config: { url: "${date" } }\n'),
      'saas/acme/usage.yml:6:43 A "${" is not closed',
    ],
    [
      'an impossible schedule',
      pipeline('  - { step_id: a, ps_type: g.a }\n', "schedule: '0 24 * * *'\n"),
      'saas/acme/usage.yml:5:1 "24" is not a valid hour (0-23) in the schedule "0 24 * * *".',
    ],
    [
      'a schedule with six fields',
      {
        'system/jobs.yml':
          'jobs:\n  nightly: { schedule: "0 0 1 * * *", description: d, command: migrate }\n',
      },
      'system/jobs.yml:2:14 A schedule has five fields',
    ],
    [
      'an unknown on_failure',
      pipeline('  - { step_id: a, ps_type: g.a, on_failure: fail }\n'),
      'saas/acme/usage.yml:6:33 Invalid option',
    ],
    [
      'an unknown procedure',
      pipeline('  - { step_id: a, ps_type: g.a, config: { procedures: [sp_none] } }\n'),
      'saas/acme/usage.yml:6:56 There is no procedure "sp_none"',
    ],
    [
      'an unknown check',
      pipeline('  - { step_id: a, ps_type: g.a, config: { checks: [sp_none] } }\n'),
      'saas/acme/usage.yml:6:52 There is no procedure "sp_none"',
    ],
    [
      'an unknown destination',
      pipeline('  - { step_id: a, ps_type: g.a, config: { destination: { table: none } } }\n'),
      'saas/acme/usage.yml:6:58 There is no table "none" in schemas/org.',
    ],
    [
      'an alias of nothing',
      { 'system/pipelines.yml': 'aliases:\n  old/name: new/name\n' },
      'system/pipelines.yml:2:3 There is no pipeline "new/name".',
    ],
    [
      'two columns of one name',
      {
        'schemas/org/acme_raw.json':
          '{ "name": "acme_raw",\n "columns": [{ "name": "a", "type": "date" },\n { "name": "A", "type": "date" }] }',
      },
      'schemas/org/acme_raw.json:3:4 The column "A" appears twice.',
    ],
    [
      'a partition by text',
      {
        'schemas/org/acme_raw.json':
          '{ "name": "acme_raw", "columns": [{ "name": "a", "type": "string" }], "partition": { "column": "a", "granularity": "day" } }',
      },
      'schemas/org/acme_raw.json:1:86 "a" is not a date or timestamp column',
    ],
    [
      'a table in the wrong file',
      { 'schemas/org/acme_raw.json': '{ "name": "other", "columns": [{ "name": "a", "type": "date" }] }' },
      'schemas/org/acme_raw.json:1:3 The file of the table "other" must be named other.json.',
    ],
    [
      'JSON that is none',
      { 'schemas/org/acme_raw.json': '{ "name": "acme_raw"\n  "columns": [] }' },
      'schemas/org/acme_raw.json:2',
    ],
    [
      'prices valid at once',
      {
        'seed/acme/pricing.csv':
          'provider,model,price,effective_from,effective_to\nacme,m,1,2026-01-01,2026-03-01\nacme,m,2,2026-02-01,\n',
      },
      'seed/acme/pricing.csv:3:4 Two rows for acme · m are valid on 2026-02-01: this one and line 2.',
    ],
    [
      'a price that ends before it starts',
      {
        'seed/acme/pricing.csv': 'provider,price,effective_from,effective_to\nacme,1,2026-03-01,2026-03-01\n',
      },
      'seed/acme/pricing.csv:2:4 The price ends at "2026-03-01"',
    ],
    [
      'a line of the wrong length',
      { 'seed/acme/pricing.csv': 'provider,price\nacme,1,2\n' },
      'seed/acme/pricing.csv:2:1 The line has 3 values for 2 columns.',
    ],
    [
      'a quote left open',
      { 'seed/acme/pricing.csv': 'provider,price\nacme,"1\n' },
      'seed/acme/pricing.csv:2:2 a quoted value is not closed.',
    ],
    [
      'a file nobody reads',
      { 'saas/acme/usage.yaml': 'name: x\n' },
      'saas/acme/usage.yaml:1:1 Nothing reads this file: files below saas/ end in .yml.',
    ],
    [
      'two providers of one name',
      { 'system/providers.yml': `${MINIMAL_CONFIG['system/providers.yml']}    aliases: [ACME]\n` },
      'system/providers.yml:8:15 "ACME" already names the provider "acme".',
    ],
  ])('names file, line and reason of %s', (_, files, expected) => {
    const faults = faultsOf(files)
    expect(
      faults.some((fault) => fault.startsWith(expected)),
      faults.join('\n'),
    ).toBe(true)
  })

  it('asks the part that runs steps about their types and settings', () => {
    const faults = faultsOf(
      pipeline('  - step_id: a\n    ps_type: generic.none\n    config: { x: 1 }\n'),
      (step) =>
        step.ps_type === 'generic.none'
          ? [{ path: ['ps_type'], reason: 'There is no step type "generic.none".' }]
          : [],
    )
    expect(faults).toEqual(['saas/acme/usage.yml:7:5 There is no step type "generic.none".'])
  })

  it('accepts outputs of other steps and the placeholders of one request', () => {
    const steps =
      '  - { step_id: a, ps_type: g.a }\n  - { step_id: b, ps_type: g.a, config: { url: "/x?d={{day}}&r=${a.rows}", date: "${start_date}", q: "{org_slug}" } }\n'
    expect(faultsOf(pipeline(steps))).toEqual([])
  })

  it('is refused at start with all faults at once', () => {
    using folder = new ConfigFolder({
      ...MINIMAL_CONFIG,
      'system/jobs.yml': 'jobs: 1\n',
      'system/plans.yml': 'plans: 1\n',
    })
    expect(() => loadCatalog({ folders: [folder.path] })).toThrow(
      /has 2 faults:[\s\S]*plans\.yml:1:1[\s\S]*jobs\.yml:1:1/,
    )
    expect(() => loadCatalog({ folders: [`${folder.path}/none`] })).toThrow(/does not exist/)
  })

  it('finds pipelines that wait for each other', () => {
    const body = (after: string) =>
      `name: U\ndescription: d\ndomain: cost\nversion: 1\nafter: [${after}]\nsteps: [{ step_id: a, ps_type: g.a }]\n`
    expect(faultsOf({ 'saas/a.yml': body('saas/b'), 'saas/b.yml': body('saas/a') })).toEqual([
      'saas/a.yml:5:1 The pipelines wait for each other in a circle: saas/a → saas/b → saas/a.',
    ])
  })
})
