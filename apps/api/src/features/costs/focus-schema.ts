import { createHash } from 'node:crypto'
import type { Catalog } from '@cloudact/catalog/catalog'
import type { ColumnType } from '@cloudact/core/ports/warehouse'
import type { FocusColumn } from '@cloudact/focus/column'
import { columnsOfVersion, type ExportVersion } from '@cloudact/focus/version-columns'
import { z } from 'zod'
import { extensionColumns } from './export-columns.ts'

const DataType = z.enum(['STRING', 'DECIMAL', 'DATETIME', 'JSON', 'INTEGER', 'BOOLEAN', 'DATE'])

export const ColumnDefinition = z.object({
  ColumnName: z.string(),
  DataType,
  Deprecated: z.boolean(),
  NumericPrecision: z.number().int().nullable().describe('Digits of a decimal.'),
  NumberScale: z.number().int().nullable().describe('Digits after its point.'),
  StringEncoding: z.literal('UTF-8').nullable(),
})

export const FocusSchema = z.object({
  SchemaId: z.string().describe('Equal as long as the columns are.'),
  FocusVersion: z.string(),
  DataGeneratorVersion: z.string(),
  DatasetInstanceId: z.string(),
  ColumnDefinition: z.array(ColumnDefinition).readonly(),
})

const FOCUS_TYPES: Readonly<Record<FocusColumn['type'], z.output<typeof DataType>>> = {
  string: 'STRING',
  decimal: 'DECIMAL',
  timestamp: 'DATETIME',
  json: 'JSON',
}
const OUR_TYPES: Readonly<Record<ColumnType, z.output<typeof DataType>>> = {
  string: 'STRING',
  int64: 'INTEGER',
  decimal: 'DECIMAL',
  float64: 'DECIMAL',
  bool: 'BOOLEAN',
  date: 'DATE',
  timestamp: 'DATETIME',
  json: 'JSON',
}
/** Of every decimal in an export: DECIMAL(38,12). */
const PRECISION = 38
const SCALE = 12

/**
 * The Schema object of the FOCUS metadata (introduced with 1.0, here as 1.3 has it) for an export: what its columns are.
 * `CreationDate` is left out: nothing stored tells when a set of columns came to be.
 */
export function focusSchema(
  catalog: Catalog,
  version: ExportVersion,
  { dataset, generator }: { readonly dataset: string; readonly generator: string },
): z.output<typeof FocusSchema> {
  const columns = [
    ...columnsOfVersion(version).map(({ id, type, deprecated }) =>
      definition(id, FOCUS_TYPES[type], deprecated !== null),
    ),
    ...extensionColumns(catalog).map(({ name, type }) => definition(name, OUR_TYPES[type], false)),
  ]
  const fingerprint = createHash('sha256')
    .update(JSON.stringify([version, columns]))
    .digest('hex')
  return {
    SchemaId: `${version}-${fingerprint.slice(0, 16)}`,
    FocusVersion: version,
    DataGeneratorVersion: generator,
    DatasetInstanceId: dataset,
    ColumnDefinition: columns,
  }
}

function definition(
  name: string,
  type: z.output<typeof DataType>,
  deprecated: boolean,
): z.output<typeof ColumnDefinition> {
  const decimal = type === 'DECIMAL'
  return {
    ColumnName: name,
    DataType: type,
    Deprecated: deprecated,
    NumericPrecision: decimal ? PRECISION : null,
    NumberScale: decimal ? SCALE : null,
    StringEncoding: type === 'STRING' || type === 'JSON' ? 'UTF-8' : null,
  }
}
