import type { AppError } from '@cloudact/core/errors'
import { checkRefusal, MOST_FAULTS } from '../../lake/check-refusal.ts'
import { decodeRows } from '../decode-row.ts'
import { FAULTS_BEGIN, FAULTS_END } from './faults-sql.ts'
import type { PlannedCheck } from './plan-checks.ts'

const FAULT = /^\s*(\["\d+"(?:,\s*(?:null|"(?:[^"\\]|\\.)*"))*\])/

/**
 * The outcome of checks, out of BigQuery's message about a statement of `refuseFaults` or the text of `faultsSql`.
 * Undefined when it speaks of something else. Of a message that was cut short, what came whole is told.
 */
export function readFaults(message: string, checks: readonly PlannedCheck[]): AppError | undefined {
  const begin = message.indexOf(`${FAULTS_BEGIN}[`)
  if (begin < 0) return undefined
  let rest = message.slice(begin + FAULTS_BEGIN.length)
  const names = new Set<string>()
  const faults = []
  for (let match = FAULT.exec(rest); match !== null; match = FAULT.exec(rest)) {
    const cells: unknown = JSON.parse(match[1] ?? '')
    const list: readonly unknown[] = Array.isArray(cells) ? cells : []
    const [index, ...values] = list
    const check = checks[Number(index)]
    if (check !== undefined) {
      names.add(check.name)
      faults.push(...decodeRows(check.columns, [{ f: values.map((v) => ({ v })) }]))
    }
    rest = rest.slice(match[0].length)
  }
  const cut = !rest.startsWith(FAULTS_END)
  if (faults.length === 0) {
    const all = checks.map(({ name }) => name)
    return checkRefusal(all, [{ fault: 'a fault too long to be told' }])
  }
  return checkRefusal(names, faults, cut || faults.length > MOST_FAULTS)
}
