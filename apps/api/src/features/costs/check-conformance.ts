import { evaluate } from '@cloudact/conformance/evaluate'
import { readCriteria } from '@cloudact/conformance/model/read-criteria'
import type { ConformanceReport } from '@cloudact/conformance/report'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Statement } from '@cloudact/core/ports/warehouse'
import { withExport } from '@cloudact/warehouse/dataset/with-export'
import { Slots } from '@cloudact/warehouse/lake/slots'
import type { ApiContext } from '../../context.ts'

const VERSION = '1.3'
const MEMORY_MB = 256
/** One at a time: each reads everything of its range. The others wait in order. */
const slots = new Slots(1)

export type ConformanceQuestion = {
  /** The rows, in the order their numbers count. */
  readonly statement: Statement
  readonly criteria: string
  /** Rows shown of each failing rule. */
  readonly examples: number
  readonly signal: AbortSignal
}

/** Asks the rules of FOCUS of an organization's rows as its export gives them: a row's number is its place in there. */
export async function checkConformance(
  context: ApiContext,
  org: OrgSlug,
  question: ConformanceQuestion,
): Promise<ConformanceReport> {
  const { statement, examples, signal } = question
  const model = context.catalog.focusModels.get(VERSION)
  if (model === undefined)
    throw new AppError('config_invalid', `The configuration has no rules of FOCUS ${VERSION}.`)
  const criteria = readCriteria(question.criteria, model)
  const options = { memoryLimitMb: MEMORY_MB, signal }
  return await slots.run(() =>
    withExport(context.warehouse.forOrg(org), statement, options, (dataset) =>
      evaluate(dataset, model, { dataset: 'CostAndUsage', criteria, examples }),
    ),
  )
}
