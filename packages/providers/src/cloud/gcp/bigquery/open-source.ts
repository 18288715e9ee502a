import { AppError } from '@cloudact/core/errors'
import { parseServiceAccount } from '../../../google/service-account.ts'
import type { BigQuerySource } from '../bill-source.ts'
import { openBillingTable, type BillingTable } from './billing-table.ts'
import { parseTableName, type TableName } from './table-name.ts'

/** The table an integration names, read with its key. Throws `credential_rejected` for a key that is none. */
export async function openSource(
  source: BigQuerySource,
  options: {
    readonly secrets: Readonly<Record<string, string>>
    readonly baseUrl: string | undefined
    readonly signal: AbortSignal
  },
): Promise<{ readonly api: BillingTable; readonly table: TableName }> {
  const { baseUrl, secrets, signal } = options
  if (baseUrl === undefined)
    throw new AppError(
      'config_invalid',
      'The registry has no api_base_url of "gcp": the address of BigQuery.',
    )
  const serviceAccount = parseServiceAccount(secrets)
  const project = source.project_id ?? serviceAccount.projectId
  const table = parseTableName(source.billing_export_table, project)
  if (!table) throw new AppError('invalid_input', 'The export table is written project.dataset.table.')
  return { api: await openBillingTable({ serviceAccount, baseUrl, project, table, signal }), table }
}
