import { randomUUID } from 'node:crypto'
import { formatDay } from '@cloudact/core/day'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

export type DqResult = {
  readonly org: OrgSlug
  readonly runId: string
  readonly targetTable: string
  /** Which set of expectations: the code of the findings. */
  readonly dqConfigId: string
  readonly passed: number
  readonly failed: number
  readonly failedExpectations: readonly Readonly<Record<string, unknown>>[]
  readonly status: 'PASS' | 'WARNING' | 'FAIL'
}

/** Keeps what a run found out about the data; in the transaction that ends the run. */
export async function insertDqResult(sql: Sql, result: DqResult, now: number): Promise<void> {
  await sql.query(
    `INSERT INTO org_meta_dq_results (dq_result_id, pipeline_logging_id, org_slug, target_table, dq_config_id, executed_at,
       expectations_passed, expectations_failed, failed_expectations, overall_status, ingestion_date)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      randomUUID(),
      result.runId,
      result.org,
      result.targetTable,
      result.dqConfigId,
      new Date(now),
      result.passed,
      result.failed,
      JSON.stringify(result.failedExpectations),
      result.status,
      formatDay(now),
    ],
  )
}
