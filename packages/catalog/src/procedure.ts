import { z } from 'zod'
import type { Procedure } from './catalog.ts'
import { checkValue } from './check-value.ts'
import type { ConfigFile } from './config-file.ts'
import type { Fault } from './fault.ts'
import { SourceDocument } from './source-document.ts'
import { codeOnly, splitStatements } from './split-statements.ts'

const Name = z.string().regex(/^sp_[a-z0-9_]+$/, 'A procedure is named sp_… in lower case.')

/** The YAML header of `configs/procedures/<domain>/sp_*.sql`. */
export const ProcedureHeader = z.strictObject({
  name: Name,
  description: z.string().min(1),
  kind: z.enum(['rows', 'check']).default('rows'),
  parameters: z
    .array(
      z.strictObject({
        name: z.string().regex(/^[a-z][a-z0-9_]*$/),
        type: z.enum(['string', 'int64', 'decimal', 'float64', 'bool', 'date', 'timestamp']),
        optional: z.boolean().default(false),
      }),
    )
    .default([]),
  source: z.string(),
  also_from: z.array(z.string()).min(1).optional(),
  target: z.string(),
  slice: z.enum(['day', 'month', 'all']),
})

/** Parameters every procedure receives, dates half-open. */
const STANDARD_PARAMETERS: readonly string[] = [
  'org_slug',
  'pipeline_id',
  'credential_id',
  'account_id',
  'period_start',
  'period_end',
]

const HEADER = /^\s*\/\*---\r?\n([\s\S]*?)---\*\//
const WRITES =
  /\b(insert|update|delete|merge|create|drop|alter|truncate|call|execute|grant|begin|commit|copy|attach|install|load|pragma|set)\b/i

/** Reads a procedure file; undefined when it cannot be used, with the faults reported. */
export function parseProcedure(file: ConfigFile, report: (fault: Fault) => void): Procedure | undefined {
  const header = HEADER.exec(file.text)
  if (!header) {
    report({
      file: file.file,
      line: 1,
      column: 1,
      path: '',
      reason: 'A procedure starts with a header between "/*---" and "---*/".',
    })
    return undefined
  }
  const document = new SourceDocument(
    file,
    header[1] ?? '',
    file.text.slice(0, file.text.indexOf('/*---')).split('\n').length,
  )
  const faults = document.syntaxFaults()
  const checked = faults.length > 0 ? { faults: [] } : checkValue(ProcedureHeader, document.value())
  if (!('value' in checked)) {
    ;[...faults, ...checked.faults.map(({ path, reason }) => document.fault(path, reason))].forEach(report)
    return undefined
  }
  const { value } = checked
  const body = file.text.slice(header[0].length)
  const bodyLine = header[0].split('\n').length - 1
  const selects = splitStatements(body)
  const problems = [...nameFaults(file, value.name, document), ...bodyFaults(file, value, selects, bodyLine)]
  problems.forEach(report)
  if (problems.length > 0) return undefined
  const domain = file.path.split('/').slice(1, -1).join('/')
  return { ...value, domain, selects: selects.map((select) => select.text), path: file.path }
}

function nameFaults(file: ConfigFile, name: string, document: SourceDocument): Fault[] {
  return file.path.endsWith(`/${name}.sql`)
    ? []
    : [document.fault(['name'], `The file of "${name}" must be named ${name}.sql.`)]
}

function bodyFaults(
  file: ConfigFile,
  header: z.output<typeof ProcedureHeader>,
  selects: readonly { readonly text: string; readonly line: number }[],
  bodyLine: number,
): Fault[] {
  const faults: Fault[] = []
  const add = (line: number, reason: string): void => {
    faults.push({ file: file.file, line: bodyLine + line, column: 1, path: '', reason })
  }
  if (selects.length === 0) add(1, 'A procedure has at least one SELECT.')
  const known = new Set([...STANDARD_PARAMETERS, ...header.parameters.map((parameter) => parameter.name)])
  for (const { text, line } of selects) {
    const code = codeOnly(text)
    if (!/^\s*(select|with)\b/i.test(code))
      add(line, 'Only SELECT statements are allowed: the engine writes the result.')
    const write = WRITES.exec(code)
    if (write) add(line + lineOf(code, write.index), `"${write[0]}" is not allowed: a procedure only reads.`)
    for (const parameter of code.matchAll(/@([A-Za-z_][A-Za-z0-9_]*)/g)) {
      if (!known.has(parameter[1] ?? '')) {
        add(
          line + lineOf(code, parameter.index),
          `@${parameter[1]} is neither declared in the header nor one of ${STANDARD_PARAMETERS.join(', ')}.`,
        )
      }
    }
  }
  return faults
}

function lineOf(text: string, index: number): number {
  return text.slice(0, index).split('\n').length - 1
}
