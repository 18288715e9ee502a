import type { Procedure } from '@cloudact/catalog/catalog'
import { addDays, addMonths, formatDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { SliceCheck, SqlParameters, Statement } from '@cloudact/core/ports/warehouse'
import type { RunIdentity } from '../processor.ts'
import { typedParameters } from './typed-parameters.ts'

/** A slice of a source, and so of the target. */
export type SliceKey = {
  readonly pipelineId: string
  readonly credentialId: string
  readonly accountId: string
  readonly period: string
}

/** A value of a procedure's own parameter, as a pipeline writes it. `TODAY` is the day the run was accepted. */
export type ParameterValue = string | number | boolean | null

/** Types of the parameters every procedure receives. */
const STANDARD_TYPES: Readonly<Record<string, string>> = {
  org_slug: 'string',
  pipeline_id: 'string',
  credential_id: 'string',
  account_id: 'string',
  period_start: 'date',
  period_end: 'date',
}

/** Half-open days of a slice period. `all` is every day there can be. */
export function periodRange(period: string): { readonly start: string; readonly end: string } {
  if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return { start: period, end: addDays(period, 1) }
  if (/^\d{4}-\d{2}$/.test(period)) return { start: `${period}-01`, end: addMonths(`${period}-01`, 1) }
  return { start: '1900-01-01', end: '2999-12-31' }
}

export function standardParameters(run: RunIdentity, key: SliceKey): SqlParameters {
  const { start, end } = periodRange(key.period)
  return {
    org_slug: run.org,
    pipeline_id: key.pipelineId,
    credential_id: key.credentialId,
    account_id: key.accountId,
    period_start: start,
    period_end: end,
  }
}

/**
 * Values of a procedure's declared parameters: the step's, else the run's own fact of that name, else NULL when
 * optional. Throws `config_invalid` for one without a value.
 */
export function declaredParameters(
  procedure: Procedure,
  run: RunIdentity,
  given: Readonly<Record<string, ParameterValue>>,
): SqlParameters {
  const facts: Readonly<Record<string, string>> = {
    run_id: run.runId,
    run_date: run.range.start,
    start_date: run.range.start,
    end_date: run.range.end,
    today: formatDay(Date.parse(run.startedAt)),
  }
  const entries = procedure.parameters.map(({ name, optional }) => {
    const value = Object.hasOwn(given, name) ? given[name] : undefined
    if (value === 'TODAY') return [name, facts.today ?? null] as const
    if (value !== undefined) return [name, value] as const
    if (Object.hasOwn(facts, name)) return [name, facts[name] ?? null] as const
    if (optional) return [name, null] as const
    throw new AppError(
      'config_invalid',
      `Procedure "${procedure.name}" needs a value for its parameter "${name}".`,
    )
  })
  return Object.fromEntries(entries)
}

/**
 * One statement for all SELECTs of some procedures with the same target and slice: their rows together are the slice.
 * Columns are matched by name, so SELECTs may list them in any order.
 */
export function procedureStatement(procedures: readonly Procedure[], parameters: SqlParameters): Statement {
  const parts = procedures.flatMap(namedSelects)
  const selects = parts.map((part) => part.sql)
  const [only = ''] = selects
  const sql =
    selects.length === 1
      ? only
      : selects.map((select) => `SELECT * FROM (\n${select}\n)`).join('\nUNION ALL BY NAME\n')
  return { sql, parameters, procedures: parts }
}

/** Every SELECT of a check is a check of its own, so that it is asked as soon as what it reads is there. */
export function checkStatements(check: Procedure, key: SliceKey, parameters: SqlParameters): SliceCheck[] {
  const range = periodRange(key.period)
  return typedSelects(check).map((sql) => ({ name: check.name, statement: { sql, parameters, range } }))
}

/** The SELECTs of a procedure as runs use them, by the names under which engines with stored procedures keep them. */
export function namedSelects(procedure: Procedure): { readonly name: string; readonly sql: string }[] {
  return typedSelects(procedure).map((sql, index) => ({
    name: index === 0 ? procedure.name : `${procedure.name}_${index + 1}`,
    sql,
  }))
}

function typedSelects(procedure: Procedure): string[] {
  const own = Object.fromEntries(procedure.parameters.map(({ name, type }) => [name, type]))
  return procedure.selects.map((select) => typedParameters(select, { ...own, ...STANDARD_TYPES }))
}

/** The standard parameters of a statement that is no procedure's. */
export function typedStatement(sql: string, parameters: SqlParameters): Statement {
  return { sql: typedParameters(sql, STANDARD_TYPES), parameters }
}
