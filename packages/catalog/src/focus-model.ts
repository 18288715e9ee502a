import type { Check } from '@cloudact/focus/rules/check'
import type { FocusModel, FocusRule, RuleDefect } from '@cloudact/focus/rules/rule'
import { z } from 'zod'
import { checkValue } from './check-value.ts'
import type { ConfigFile } from './config-file.ts'
import type { Fault } from './fault.ts'
import { SourceDocument } from './source-document.ts'

const Column = z.string().regex(/^[A-Z][A-Za-z0-9]*$/, 'A FOCUS column is written in PascalCase.')
/** Object keys, several spellings of one joined by `|`, and `*` for every element of an array. */
const JsonPath = z.array(z.string().regex(/^(\*|\w+(\|\w+)*)$/, 'A step is a key or *.'))
const RuleId = z.string().regex(/^[A-Za-z]+(-[A-Za-z]+)?-[A-Z]-\d{3}-[MCO]$/, 'That is no id of a rule.')

const CheckFile: z.ZodType<Check> = z.lazy(() =>
  z.discriminatedUnion('kind', [
    z.strictObject({ kind: z.enum(['all', 'any']), of: z.array(CheckFile).min(1) }),
    z.strictObject({ kind: z.literal('rule'), rule: RuleId }),
    z.strictObject({ kind: z.enum(['present', 'null', 'not-null', 'unique']), column: Column }),
    z.strictObject({
      kind: z.literal('type'),
      column: Column,
      type: z.enum(['string', 'decimal', 'timestamp']),
    }),
    z.strictObject({
      kind: z.literal('format'),
      column: Column,
      format: z.enum([
        'string',
        'numeric',
        'decimal',
        'date-time',
        'unit',
        'currency',
        'national-currency',
        'key-value',
        'json-object',
      ]),
    }),
    z.strictObject({
      kind: z.enum(['equal', 'not-equal']),
      column: Column,
      value: z.union([z.string(), z.number()]),
    }),
    z.strictObject({ kind: z.literal('one-of'), column: Column, values: z.array(z.string()).min(1) }),
    z.strictObject({
      kind: z.literal('one-of-pairs'),
      columns: z.tuple([Column, Column]),
      pairs: z.array(z.tuple([z.string(), z.string()])).min(1),
    }),
    z.strictObject({ kind: z.literal('at-least'), column: Column, value: z.number() }),
    z.strictObject({ kind: z.literal('same'), columns: z.tuple([Column, Column]) }),
    z.strictObject({ kind: z.literal('product'), factors: z.tuple([Column, Column]), result: Column }),
    z.strictObject({
      kind: z.literal('distinct'),
      per: Column,
      column: Column,
      count: z.number().int().min(1),
    }),
    z.strictObject({
      kind: z.enum(['json-has', 'json-null', 'json-not-null']),
      column: Column,
      path: JsonPath,
    }),
    z.strictObject({
      kind: z.literal('json-type'),
      column: Column,
      path: JsonPath,
      type: z.enum(['array', 'object', 'string', 'decimal']),
    }),
    z.strictObject({
      kind: z.literal('json-format'),
      column: Column,
      path: JsonPath,
      format: z.enum(['string', 'numeric', 'unit', 'key-value']),
    }),
    z.strictObject({
      kind: z.literal('json-prefixed'),
      column: Column,
      path: JsonPath,
      prefix: z.string().regex(/^\w+$/),
      except: z.array(z.string()),
    }),
    z.strictObject({ kind: z.literal('json-same'), column: Column, path: JsonPath, as: Column }),
    z.strictObject({
      kind: z.literal('json-distinct'),
      column: Column,
      per: JsonPath,
      path: JsonPath,
      count: z.number().int().min(1),
    }),
  ]),
)

const RuleLine: z.ZodType<FocusRule> = z.strictObject({
  id: RuleId,
  dataset: z.enum(['CostAndUsage', 'ContractCommitment']).nullable(),
  entity: z.string(),
  kind: z.enum(['composite', 'presence', 'type', 'format', 'nullability', 'validation']),
  level: z.enum(['must', 'must-not', 'should', 'should-not', 'recommended', 'may']),
  status: z.enum(['active', 'deprecated', 'removed']),
  introduced: z.string(),
  criteria: z.array(z.string()),
  needs: z.array(RuleId),
  check: CheckFile.nullable(),
  when: CheckFile.nullable(),
})

const DefectsFile = z.strictObject({
  defects: z.record(
    RuleId,
    z.discriminatedUnion('as', [
      z
        .strictObject({
          as: z.literal('amended'),
          reason: z.string().min(1),
          check: CheckFile.optional(),
          when: CheckFile.nullable().optional(),
        })
        .refine(({ check, when }) => check !== undefined || when !== undefined, {
          message: 'An amended rule says what is asked instead: give check, when, or both.',
        }),
      z.strictObject({ as: z.literal('set-aside'), reason: z.string().min(1) }),
    ]),
  ),
})

type Report = (fault: Fault) => void

/** Reads `focus/rules-<version>.jsonl` with the defects beside it. Ids that lead nowhere are faults. */
export function parseFocusModel(
  file: ConfigFile,
  defectsFile: ConfigFile | undefined,
  report: Report,
): FocusModel {
  const version = /rules-(\d+\.\d+)\.jsonl$/.exec(file.path)?.[1] ?? ''
  const fault = (line: number, reason: string): void =>
    report({ file: file.file, line, column: 1, path: '', reason })
  if (version === '') fault(1, 'A file of rules is named rules-<version>.jsonl.')
  const rules = file.text.split('\n').flatMap((text, index): FocusRule[] => {
    if (text === '') return []
    const checked = checkValue(RuleLine, parseLine(text))
    if ('value' in checked) return [checked.value]
    checked.faults.forEach(({ path, reason }) => fault(index + 1, `${path.join('.')}: ${reason}`))
    return []
  })
  const ids = new Set(rules.map(({ id }) => id))
  rules.forEach((rule, index) => {
    for (const id of [...rule.needs, ...(rule.check === null ? [] : referenced(rule.check))])
      if (!ids.has(id)) fault(index + 1, `There is no rule "${id}".`)
  })
  const defects = defectsFile === undefined ? [] : parseDefects(defectsFile, ids, report)
  return { version, rules, defects }
}

function parseDefects(file: ConfigFile, ids: ReadonlySet<string>, report: Report): RuleDefect[] {
  const document = new SourceDocument(file)
  const syntax = document.syntaxFaults()
  syntax.forEach(report)
  if (syntax.length > 0) return []
  const checked = checkValue(DefectsFile, document.value())
  if ('faults' in checked) {
    checked.faults.forEach(({ path, reason }) => report(document.fault(path, reason)))
    return []
  }
  return Object.entries(checked.value.defects).map(([rule, { reason, ...instead }]) => {
    if (!ids.has(rule)) report(document.fault(['defects', rule], `There is no rule "${rule}".`))
    return { rule, reason, instead }
  })
}

function referenced(check: Check): readonly string[] {
  if (check.kind === 'rule') return [check.rule]
  return check.kind === 'all' || check.kind === 'any' ? check.of.flatMap(referenced) : []
}

function parseLine(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch {
    return undefined // What is no JSON is no rule either, and is reported as such.
  }
}
