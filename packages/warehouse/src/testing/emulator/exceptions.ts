import { bigqueryString } from '../../sql/bigquery-dialect.ts'
import { readCall, rewriteCalls, rewriteUnaryMinus, unquote } from './sql-text.ts'

export type Parameter = {
  name: string
  parameterType: { type: string; arrayType?: { type: string } }
  parameterValue: { value?: string; arrayValues?: { value: string }[] }
}

export type EmulatedQuery = {
  query: string
  queryParameters: Parameter[]
  /** Sent one by one before the query itself. */
  before?: readonly string[]
}

/** Something the emulator does otherwise than BigQuery documents, and what is sent to it instead. */
export type EmulatorException = {
  readonly name: string
  readonly reason: string
  readonly apply: (query: EmulatedQuery, memory: Map<string, string>) => EmulatedQuery
}

/** Run once when an emulator has started, before anything else. */
export const EMULATOR_FUNCTIONS: readonly string[] = [
  // The digits of the amount as text are exact; so are the emulator's binary +, -, * and comparisons.
  `CREATE OR REPLACE FUNCTION emulator.half_even(amount BIGNUMERIC, places INT64) RETURNS BIGNUMERIC AS ((
    SELECT IF(amount < 0, 0 - rounded, rounded) FROM (
      SELECT kept + IF(2 * (size - kept) > unit OR (2 * (size - kept) = unit AND odd), unit, BIGNUMERIC '0') AS rounded
      FROM (SELECT size, CAST(CONCAT(head, '0') AS BIGNUMERIC) AS kept,
        CAST(CONCAT('1e-', CAST(places AS STRING)) AS BIGNUMERIC) AS unit,
        SUBSTR(REPLACE(head, '.', ''), -1) IN ('1', '3', '5', '7', '9') AS odd
        FROM (SELECT size, SUBSTR(digits, 1, STRPOS(digits, '.') + places) AS head
          FROM (SELECT size, IF(STRPOS(CAST(size AS STRING), '.') = 0, CONCAT(CAST(size AS STRING), '.'),
            CAST(size AS STRING)) AS digits FROM (SELECT IF(amount < 0, 0 - amount, amount) AS size)))))))`,
  `CREATE OR REPLACE FUNCTION emulator.absolute(amount BIGNUMERIC) RETURNS BIGNUMERIC AS (
    IF(amount < 0, 0 - amount, amount))`,
  // Of a whole number by 2, the only one the macros ask for.
  `CREATE OR REPLACE FUNCTION emulator.modulo_two(amount BIGNUMERIC) RETURNS BIGNUMERIC AS (
    IF(REGEXP_CONTAINS(CAST(amount AS STRING), '[13579]([.]|$)'), BIGNUMERIC '1', BIGNUMERIC '0'))`,
]

export const EMULATOR_EXCEPTIONS: readonly EmulatorException[] = [
  {
    name: 'procedures',
    reason:
      'The emulator accepts CREATE PROCEDURE, CALL and EXECUTE IMMEDIATE but executes none of them. The text of the procedure is taken from its CREATE statement and run as the query it is.',
    apply: (query, memory) => {
      const created = /^CREATE OR REPLACE PROCEDURE (\S+?)\(/.exec(query.query)
      if (created?.[1] !== undefined) memory.set(created[1], query.query)
      const called = /^CALL (\S+?)\(/.exec(query.query)
      return called?.[1] === undefined ? query : expandCall(query, memory.get(called[1]) ?? '')
    },
  },
  {
    name: 'rounding',
    reason:
      'The emulator knows no third argument of ROUND and computes ROUND of BIGNUMERIC as a float. An exact function takes its place.',
    apply: (query) => ({
      ...query,
      query: rewriteCalls(
        query.query,
        'ROUND',
        ([amount, places = '0']) => `emulator.half_even(${amount}, ${places})`,
      ),
    }),
  },
  {
    name: 'eager-coalesce',
    reason:
      'The emulator computes every argument of COALESCE, an ERROR too; BigQuery stops at the first that is not NULL. CASE does so in both.',
    apply: (query) => ({
      ...query,
      query: rewriteCalls(query.query, 'COALESCE', (args) => {
        const [value, error] = args
        return args.length === 2 && error?.startsWith('ERROR(') === true
          ? `CASE WHEN ${value} IS NULL THEN ${error} ELSE ${value} END`
          : `COALESCE(${args.join(', ')})`
      }),
    }),
  },
  {
    name: 'float-arithmetic',
    reason:
      'The emulator computes ABS and MOD of BIGNUMERIC as floats and has no unary minus for it; its binary operators are exact.',
    apply: (query) => {
      const absolute = rewriteCalls(query.query, 'ABS', ([x]) => `emulator.absolute(${x})`)
      const modulo = rewriteCalls(absolute, 'MOD', ([x]) => `emulator.modulo_two(${x})`)
      return { ...query, query: rewriteUnaryMinus(modulo) }
    },
  },
  {
    name: 'dates-as-timestamps',
    reason:
      'The emulator takes a DATE that is cast to TIMESTAMP for midnight in Los Angeles; BigQuery for midnight in UTC. The function TIMESTAMP does so in both.',
    apply: (query) => ({
      ...query,
      query: rewriteCalls(query.query, 'CAST', ([cast = '']) => {
        const isCast = cast.startsWith('CAST(') && cast.endsWith(' AS DATE) AS TIMESTAMP')
        const { end } = isCast ? readCall(cast, 0) : { end: 0 }
        return cast.slice(end) === ' AS TIMESTAMP' ? `TIMESTAMP(${cast.slice(0, end)})` : `CAST(${cast})`
      }),
    }),
  },
  {
    name: 'column-twice',
    reason:
      'When the first SELECT of a UNION has one column under two names, the emulator gives both names the values of the first in every row. The second becomes an expression.',
    apply: (query) => ({
      ...query,
      query: query.query.includes('UNION ALL')
        ? query.query.replace(/\b(\w+) AS (\w+), \1 AS (\w+)/g, "$1 AS $2, CONCAT($1, '') AS $3")
        : query.query,
    }),
  },
  {
    name: 'replace-table',
    reason:
      'The emulator refuses to replace a table that is there and keeps its old columns. It is removed first.',
    apply: (query) => {
      const [head, table = ''] = /^CREATE OR REPLACE TABLE (\S+)/.exec(query.query) ?? []
      if (head === undefined) return query
      const create = query.query.replace('CREATE OR REPLACE', 'CREATE')
      return { ...query, query: create, before: [...(query.before ?? []), `DROP TABLE IF EXISTS ${table}`] }
    },
  },
  {
    name: 'alter-table',
    reason:
      'The emulator accepts ALTER TABLE but does not execute it. The table is copied into one with the columns.',
    apply: (query) => {
      const [, table] = /^ALTER TABLE (\S+)\n/.exec(query.query) ?? []
      if (table === undefined) return query
      const columns = [...query.query.matchAll(/ADD COLUMN IF NOT EXISTS (\S+) (\w+)/g)].map(
        ([, name, type]) => `CAST(NULL AS ${type}) AS ${name}`,
      )
      const copy = table.replace(/`$/, '__copy`')
      const before = [
        `CREATE TABLE ${copy} AS SELECT *, ${columns.join(', ')} FROM ${table}`,
        `DROP TABLE ${table}`,
        `CREATE TABLE ${table} AS SELECT * FROM ${copy}`,
      ]
      return { query: `DROP TABLE ${copy}`, queryParameters: [], before }
    },
  },
  {
    name: 'common-table-expressions',
    reason:
      'The emulator puts the text of a common table expression wherever it is read, and SQLite cannot hold what a chain of them becomes. Each is computed into a table first.',
    apply: (query, memory) => {
      const match = /^(CREATE TABLE (?:[^(]|\(\w)*?OPTIONS \([^\n]*\) AS\s+)WITH\s/.exec(query.query)
      if (match === null) return query
      const inline = inlineParameters(query)
      const before: string[] = [...(query.before ?? [])]
      let rest = inline.slice(match[0].length)
      const tables = new Map<string, string>()
      for (;;) {
        const [head = '', name = ''] = /^\s*(\w+) AS\s*/.exec(rest) ?? []
        const { args, end } = readCall(rest, head.length - 1)
        const table = `emulator.cte_${memory.size}_${name}`
        memory.set(table, name)
        before.push(`CREATE TABLE ${table} AS ${readTables(args.join(', '), tables)}`)
        tables.set(name, table)
        rest = rest.slice(end).trimStart()
        if (!rest.startsWith(',')) break
        rest = rest.slice(1)
      }
      return { query: `${match[1]}${readTables(rest, tables)}`, queryParameters: [], before }
    },
  },
  {
    name: 'script-parameters',
    reason:
      'The emulator gives every statement of a script all parameters and fails at a statement that uses fewer. They become literals.',
    apply: (query) => {
      if (!/;\s*\S/.test(query.query)) return dropUnused(query)
      return { ...query, query: inlineParameters(query), queryParameters: [] }
    },
  },
]

/** The emulator's words for a fault of the query; BigQuery's reason for it is invalidQuery, which is not retried. */
export const EMULATOR_QUERY_FAULTS = /failed to (analyze|parse|scan rows|query|exec)/

function expandCall(call: EmulatedQuery, procedure: string): EmulatedQuery {
  const declared = readCall(procedure, 0).args.map((text) => text.replace(/^IN /, '').split(' ')[0] ?? '')
  const given = readCall(call.query, 0).args.map((text) => text.slice(1))
  const valueOf = (name: string): Parameter => {
    const index = declared.indexOf(name)
    const found = call.queryParameters.find((parameter) => parameter.name === given[index])
    if (found === undefined) throw new Error(`the call gives no value for ${name}`)
    return found
  }
  const replace = readCall(procedure, procedure.indexOf('REPLACE(REPLACE('))
  const inner = readCall(replace.args[0] ?? '', 0)
  let query = unquote(inner.args[0] ?? '')
  for (const [placeholder, name] of [inner.args.slice(1), replace.args.slice(1)])
    query = query.replaceAll(unquote(placeholder ?? ''), valueOf(name ?? '').parameterValue.value ?? '')
  const using = /\nUSING (.*);\nEND$/.exec(procedure)?.[1] ?? ''
  const queryParameters =
    using === ''
      ? []
      : using.split(', ').map((pair) => {
          const [name = '', alias = ''] = pair.split(' AS ')
          return { ...valueOf(name), name: alias }
        })
  return { query, queryParameters }
}

function inlineParameters({ query, queryParameters }: EmulatedQuery): string {
  const values = new Map(queryParameters.map((parameter) => [parameter.name, literal(parameter)]))
  return query.replace(/@(\w+)/g, (text, name: string) => values.get(name) ?? text)
}

/** A SELECT that reads tables where it read common table expressions. */
function readTables(sql: string, tables: ReadonlyMap<string, string>): string {
  return sql.replace(
    /\b(FROM|JOIN)\s+(\w+)\b(\s+AS\s+\w+)?/g,
    (text, word: string, name: string, alias?: string) => {
      const table = tables.get(name)
      return table === undefined ? text : `${word} ${table}${alias ?? ` AS ${name}`}`
    },
  )
}

function dropUnused(query: EmulatedQuery): EmulatedQuery {
  const used = new Set([...query.query.matchAll(/@(\w+)/g)].map((match) => match[1]))
  return { ...query, queryParameters: query.queryParameters.filter(({ name }) => used.has(name)) }
}

function literal({ parameterType, parameterValue }: Parameter): string {
  if (parameterType.type === 'ARRAY')
    return `[${(parameterValue.arrayValues ?? []).map(({ value }) => bigqueryString(value)).join(', ')}]`
  if (parameterValue.value === undefined) return 'NULL'
  return parameterType.type === 'STRING' ? bigqueryString(parameterValue.value) : parameterValue.value
}
