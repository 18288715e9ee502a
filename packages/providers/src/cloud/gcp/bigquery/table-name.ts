/** A table of BigQuery, by the names Google allows: none can end a quoted identifier. */
export type TableName = { readonly project: string; readonly dataset: string; readonly table: string }

const PROJECT = '[a-z][a-z0-9.:-]{4,60}[a-z0-9]'
export const PROJECT_NAME = new RegExp(`^${PROJECT}$`)
/** `project.dataset.table` or `dataset.table`. */
export const TABLE_NAME = new RegExp(`^(?:(${PROJECT})\\.)?([A-Za-z0-9_]{1,1024})\\.([A-Za-z0-9_-]{1,1024})$`)

/** Null for a text that names no table. A table without a project lies in `project`. */
export function parseTableName(text: string, project: string): TableName | null {
  const [, own, dataset, table] = TABLE_NAME.exec(text) ?? []
  return dataset === undefined || table === undefined ? null : { project: own ?? project, dataset, table }
}

export function textOf({ project, dataset, table }: TableName): string {
  return `${project}.${dataset}.${table}`
}
