/** Region of the dataset, and so of every job. */
export const LOCATION = 'europe-west3'

/** A line of the export, and the UTC day its partition is of. */
export type ExportedLine = {
  readonly partition: string
  readonly line: Readonly<Record<string, unknown>>
}

export type SentQuery = {
  /** What the job was asked to be, as sent. */
  readonly configuration: unknown
  readonly jobReference: { readonly projectId: string; readonly jobId: string; readonly location: string }
  readonly dryRun: boolean
  readonly text: string
  /** `project.dataset.table` out of the statement. */
  readonly table: string
  readonly parameters: ReadonlyMap<string, string>
}

/** What `jobs.insert` was sent. */
export function readQuery(sent: string): SentQuery {
  const job: unknown = JSON.parse(sent)
  const text = String(member(job, 'configuration', 'query', 'query'))
  const listed = member(job, 'configuration', 'query', 'queryParameters')
  const parameters = new Map<string, string>()
  for (const each of Array.isArray(listed) ? listed : [])
    parameters.set(String(member(each, 'name')), String(member(each, 'parameterValue', 'value')))
  return {
    configuration: member(job, 'configuration'),
    jobReference: {
      projectId: String(member(job, 'jobReference', 'projectId')),
      jobId: String(member(job, 'jobReference', 'jobId')),
      location: LOCATION,
    },
    dryRun: member(job, 'configuration', 'dryRun') === true,
    text,
    table: /`([^`]+)`/.exec(text)?.[1] ?? '',
    parameters,
  }
}

/** Answers the two statements a billing export is read with: a month's count, and its lines as JSON. */
export function answerStatement(
  { text, parameters }: Pick<SentQuery, 'text' | 'parameters'>,
  lines: readonly ExportedLine[],
): { readonly schema: object; readonly rows: readonly object[] } {
  const day = (name: string) => (parameters.get(name) ?? '').slice(0, 10)
  const month = parameters.get('month')
  const found = lines
    .filter(({ partition }) => partition >= day('since') && partition < day('until'))
    .map(({ line }) => line)
    .filter((line) => member(line, 'invoice', 'month') === month)
  if (text.includes('TO_JSON_STRING'))
    return {
      schema: schemaOf('line'),
      rows: found.map((line) => rowOf(JSON.stringify(line))),
    }
  const newest = found.map((line) => String(line['export_time'])).toSorted()
  return {
    schema: schemaOf('lines', 'newest'),
    rows: [rowOf(String(found.length), newest.at(-1) ?? null)],
  }
}

function schemaOf(...names: readonly string[]): object {
  return { fields: names.map((name) => ({ name, type: 'STRING', mode: 'NULLABLE' })) }
}

function rowOf(...values: readonly (string | null)[]): object {
  return { f: values.map((v) => ({ v })) }
}

function member(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (within, name) => (typeof within === 'object' && within !== null ? Reflect.get(within, name) : undefined),
    value,
  )
}
