import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Finding } from '@cloudact/engine/processor'
import type { DqResult } from '@cloudact/store/runs/dq-results'

/** Kept per code; the step log has every finding. */
const KEPT = 100

/** One data-quality result per table and finding code: what failed, how often, and the first of them in full. */
export function toDqResults(org: OrgSlug, runId: string, findings: readonly Finding[]): DqResult[] {
  const groups = Map.groupBy(findings, ({ code, table = '' }) => `${table}\0${code}`)
  return [...groups.values()].map((group): DqResult => {
    const failed = group.filter(({ severity }) => severity !== 'info')
    const first = group[0]
    return {
      org,
      runId,
      targetTable: first?.table ?? 'run',
      dqConfigId: first?.code ?? 'finding',
      passed: group.length - failed.length,
      failed: failed.length,
      failedExpectations: failed
        .slice(0, KEPT)
        .map(({ severity, message, detail = {} }) => ({ severity, message, detail })),
      status: group.some(({ severity }) => severity === 'error')
        ? 'FAIL'
        : failed.length > 0
          ? 'WARNING'
          : 'PASS',
    }
  })
}
