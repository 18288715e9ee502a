import { z } from 'zod'
import { Mapper } from './mapper.ts'
import { Pipeline } from './pipeline.ts'
import { ProcedureHeader } from './procedure.ts'
import { ProviderRegistry } from './provider.ts'
import { DatasetTypeRegistry, JobRegistry, PipelineRegistry, PlanRegistry } from './system-files.ts'
import { TableFile } from './table-schema.ts'

const KINDS = {
  'dataset-types.json': { title: 'configs/system/dataset_types.yml', schema: DatasetTypeRegistry },
  'jobs.json': { title: 'configs/system/jobs.yml', schema: JobRegistry },
  'mapper.json': { title: 'A mapper of CSV files to FOCUS', schema: Mapper },
  'pipeline-aliases.json': { title: 'configs/system/pipelines.yml', schema: PipelineRegistry },
  'pipeline.json': { title: 'A pipeline', schema: Pipeline },
  'plans.json': { title: 'configs/system/plans.yml', schema: PlanRegistry },
  'procedure.json': { title: 'The header of a procedure', schema: ProcedureHeader },
  'providers.json': { title: 'configs/system/providers.yml', schema: ProviderRegistry },
  'table.json': { title: 'A table', schema: TableFile },
} as const

/** JSON Schemas of the configuration files by file name, as text, drawn from the schemas that validate them. */
export function editorSchemas(): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(KINDS).map(([name, { title, schema }]) => {
      const json = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
      return [name, `${JSON.stringify({ title, ...json }, null, 2)}\n`]
    }),
  )
}
