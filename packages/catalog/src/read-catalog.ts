import { createHash } from 'node:crypto'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import type { Catalog, CatalogSource, Procedure, SeedRow } from './catalog.ts'
import { pipelineFaults, findCycle, type StepCheck } from './check-pipeline.ts'
import { checkValue } from './check-value.ts'
import { readConfigFolder, type ConfigFile } from './config-file.ts'
import type { Fault } from './fault.ts'
import { parseFocusModel } from './focus-model.ts'
import { deepFreeze, FrozenMap } from './frozen.ts'
import { mapperFaults } from './check-mapper.ts'
import { Mapper } from './mapper.ts'
import { Pipeline } from './pipeline.ts'
import { parseProcedure } from './procedure.ts'
import { providerFaults } from './check-provider.ts'
import { ProviderRegistry } from './provider.ts'
import { RegistryFile } from './registry-file.ts'
import { parseSeed } from './seed.ts'
import { SourceDocument } from './source-document.ts'
import { DatasetTypeRegistry, JobRegistry, PipelineRegistry, PlanRegistry } from './system-files.ts'
import { parseTable } from './table-file.ts'

type Report = (fault: Fault) => void
type ReadPipeline = { readonly document: SourceDocument; readonly pipeline: Pipeline }

/** Folders that hold something else than pipelines. */
const RESERVED = ['system', 'schemas', 'procedures', 'seed', 'alerts', 'mappers', 'focus']

/**
 * Reads the base folder and its overlays. Registry files of `system/` merge by key and field; every other file
 * replaces the one of the same path. All faults are collected; the catalog is complete only without any.
 */
export function readCatalog(
  folders: readonly string[],
  checkStep?: StepCheck,
): { readonly catalog: Catalog; readonly faults: readonly Fault[] } {
  const faults: Fault[] = []
  const report: Report = (fault) => faults.push(fault)
  const layers = folders.map((folder, index) => readConfigFolder(folder, index > 0))
  const files = new Map(layers.flat().map((file) => [file.path, file]))
  layers.flat().flatMap(placeFaults).forEach(report)

  const registry = (name: string): RegistryFile | undefined => {
    const found = layers.flatMap((layer) => layer.filter((file) => file.path === `system/${name}.yml`))
    if (found.length > 0) return new RegistryFile(found.map((file) => new SourceDocument(file)))
    report({
      file: `${folders[0] ?? ''}/system/${name}.yml`,
      line: 1,
      column: 1,
      path: '',
      reason: 'The file is missing.',
    })
    return undefined
  }
  const providersFile = registry('providers')
  const aliasesFile = registry('pipelines')
  const providers = new FrozenMap(
    Object.entries(providersFile?.parse(ProviderRegistry, report)?.providers ?? {}),
  )
  const aliases = new FrozenMap(Object.entries(aliasesFile?.parse(PipelineRegistry, report)?.aliases ?? {}))
  const plans = registry('plans')?.parse(PlanRegistry, report)?.plans ?? {}
  const jobs = registry('jobs')?.parse(JobRegistry, report)?.jobs ?? {}
  const domains = new Set(
    Object.keys(registry('dataset_types')?.parse(DatasetTypeRegistry, report)?.dataset_types ?? {}),
  )

  const tables = readTables(files, 'schemas/org/', report)
  const centralTables = readTables(files, 'schemas/organizations/', report)
  const procedures = readProcedures(files, tables, report)
  const seeds = new FrozenMap(
    below(files, 'seed/', '.csv').map((file): [string, readonly SeedRow[]] => [
      file.path.slice(5),
      parseSeed(file, report),
    ]),
  )
  const mappers = readMappers(files, report)
  const focusModels = new FrozenMap(
    below(files, 'focus/', '.jsonl').map((file) => {
      const defects = files.get(file.path.replace('/rules-', '/defects-').replace(/jsonl$/, 'yml'))
      const model = parseFocusModel(file, defects, report)
      return [model.version, model]
    }),
  )
  const read = readPipelines(files, report)

  const known = { providers, pipelines: read, tables, procedures, domains }
  for (const [path, { document, pipeline }] of read) {
    pipelineFaults(path, pipeline, known, checkStep).forEach((fault) =>
      report(document.fault(fault.path, fault.reason)),
    )
  }
  const circle = findCycle(new Map([...read].map(([path, { pipeline }]) => [path, pipeline.after])))
  const first = circle && read.get(circle[0] ?? '')
  if (first)
    report(
      first.document.fault(
        ['after'],
        `The pipelines wait for each other in a circle: ${circle.join(' → ')}.`,
      ),
    )
  for (const [alias, path] of aliases) {
    const reason = read.has(alias)
      ? `"${alias}" is already the path of a pipeline.`
      : read.has(path)
        ? undefined
        : `There is no pipeline "${path}".`
    if (reason && aliasesFile) report(aliasesFile.fault({ path: ['aliases', alias], reason }))
  }
  if (providersFile)
    providerFaults(providers, { tables, seeds }).forEach((fault) => report(providersFile.fault(fault)))

  const sources = new FrozenMap<string, CatalogSource>([
    ...[...providers.keys()].map((key): [string, CatalogSource] => {
      const owner = providersFile?.ownerOf(['providers', key]).source
      return [key, { file: owner?.file ?? '', overlay: owner?.overlay ?? false }]
    }),
    ...[...read].map(([path, { document }]): [string, CatalogSource] => [
      path,
      { file: document.source.file, overlay: document.source.overlay },
    ]),
  ])
  const catalog: Catalog = {
    providers,
    pipelines: new FrozenMap([...read].map(([path, { pipeline }]) => [path, pipeline])),
    pipelineAliases: aliases,
    plans: new FrozenMap(Object.entries(plans).map(([key, plan]) => [key, { key, ...plan }])),
    tables,
    centralTables,
    procedures,
    seeds,
    mappers,
    focusModels,
    jobs: new FrozenMap(Object.entries(jobs)),
    sources,
    version: hashOf(layers.flat()),
  }
  return { catalog: deepFreeze(catalog), faults }
}

function below(files: ReadonlyMap<string, ConfigFile>, prefix: string, suffix: string): ConfigFile[] {
  return [...files.values()].filter((file) => file.path.startsWith(prefix) && file.path.endsWith(suffix))
}

function readTables(
  files: ReadonlyMap<string, ConfigFile>,
  prefix: string,
  report: Report,
): FrozenMap<string, TableSchema> {
  return new FrozenMap(
    below(files, prefix, '.json').flatMap((file): [string, TableSchema][] => {
      const table = parseTable(file, report)
      return table ? [[table.name, table]] : []
    }),
  )
}

function readProcedures(
  files: ReadonlyMap<string, ConfigFile>,
  tables: ReadonlyMap<string, TableSchema>,
  report: Report,
): FrozenMap<string, Procedure> {
  const procedures = new Map<string, Procedure>()
  for (const file of below(files, 'procedures/', '.sql')) {
    const procedure = parseProcedure(file, report)
    if (!procedure) continue
    const at = { file: file.file, line: 1, column: 1 }
    const twin = procedures.get(procedure.name)
    if (twin)
      report({ ...at, path: 'name', reason: `The procedure "${procedure.name}" is also in ${twin.path}.` })
    const ends = [
      ['source', procedure.source],
      ['target', procedure.target],
      ...(procedure.also_from ?? []).map((table) => ['also_from', table] as const),
    ] as const
    for (const [path, table] of ends) {
      if (!tables.has(table)) report({ ...at, path, reason: `There is no table "${table}" in schemas/org.` })
    }
    procedures.set(procedure.name, procedure)
  }
  return new FrozenMap(procedures)
}

function readMappers(files: ReadonlyMap<string, ConfigFile>, report: Report): FrozenMap<string, Mapper> {
  return new FrozenMap(
    below(files, 'mappers/', '.yml').flatMap((file): [string, Mapper][] => {
      const document = new SourceDocument(file)
      const syntax = document.syntaxFaults()
      syntax.forEach(report)
      if (syntax.length > 0) return []
      const checked = checkValue(Mapper, document.value())
      const faults = 'value' in checked ? mapperFaults(checked.value) : checked.faults
      faults.forEach((fault) => report(document.fault(fault.path, fault.reason)))
      return 'value' in checked ? [[file.path.slice('mappers/'.length, -'.yml'.length), checked.value]] : []
    }),
  )
}

function readPipelines(files: ReadonlyMap<string, ConfigFile>, report: Report): Map<string, ReadPipeline> {
  const pipelines = new Map<string, ReadPipeline>()
  for (const file of files.values()) {
    if (RESERVED.includes(file.path.split('/')[0] ?? '') || !file.path.endsWith('.yml')) continue
    const document = new SourceDocument(file)
    const syntax = document.syntaxFaults()
    syntax.forEach(report)
    if (syntax.length > 0) continue
    const checked = checkValue(Pipeline, document.value())
    if ('value' in checked)
      pipelines.set(file.path.slice(0, -'.yml'.length), { document, pipeline: checked.value })
    else checked.faults.forEach((fault) => report(document.fault(fault.path, fault.reason)))
  }
  return pipelines
}

/** A file nothing would ever read is a mistake, most often in its name. */
function placeFaults({ file, path }: ConfigFile): Fault[] {
  const [top = ''] = path.split('/')
  const suffix = { schemas: '.json', procedures: '.sql', seed: '.csv', focus: '.jsonl' }[top] ?? '.yml'
  if (path.endsWith(suffix) || /^focus\/defects-[\d.]+\.yml$/.test(path)) return []
  return [
    {
      file,
      line: 1,
      column: 1,
      path: '',
      reason: `Nothing reads this file: files below ${top}/ end in ${suffix}.`,
    },
  ]
}

function hashOf(files: readonly ConfigFile[]): string {
  const hash = createHash('sha256')
  for (const { path, text } of files) hash.update(`${path}\0${text}\0`)
  return hash.digest('hex').slice(0, 16)
}
