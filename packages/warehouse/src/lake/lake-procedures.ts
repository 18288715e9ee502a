import type { Clock } from '@cloudact/core/ports/clock'
import type { ProcedureDefinition, ProcedureStore, StoredProcedure } from '@cloudact/core/ports/procedures'
import type { Database } from '@cloudact/core/ports/sql'
import { duckdbDialect } from '../sql/duckdb-dialect.ts'
import { renderSql } from '../sql/render-sql.ts'

type ProcedureRow = {
  procedure_name: string
  content_hash: string
  created_at: Date
  modified_at: Date
  withdrawn_at: Date | null
}

/**
 * Procedures of the lake. A run renders the file of the configuration, so installing checks that it can be rendered and
 * notes its content; withdrawing is a note too, which runs respect.
 */
export function openLakeProcedures({
  database,
  clock,
}: {
  /** Holds the notes (migration 0042). */
  readonly database: Database
  readonly clock: Clock
}): ProcedureStore {
  return {
    async list() {
      const rows = await database.query<ProcedureRow>(
        'SELECT procedure_name, content_hash, created_at, modified_at, withdrawn_at FROM lake_procedures ORDER BY procedure_name',
      )
      return rows.map(toStored)
    },

    async install(definition, { force }) {
      requireRenderable(definition)
      const now = new Date(clock.now())
      return database.transaction(async (tx) => {
        const [made] = await tx.query(
          `INSERT INTO lake_procedures (procedure_name, content_hash, created_at, modified_at) VALUES ($1, $2, $3, $3)
           ON CONFLICT (procedure_name) DO NOTHING RETURNING procedure_name`,
          [definition.name, definition.contentHash, now],
        )
        if (made !== undefined) return 'created'
        const [old] = await tx.query<{ content_hash: string; withdrawn_at: Date | null }>(
          'SELECT content_hash, withdrawn_at FROM lake_procedures WHERE procedure_name = $1 FOR UPDATE',
          [definition.name],
        )
        const withdrawn = old?.withdrawn_at !== null
        if (!force && !withdrawn && old.content_hash === definition.contentHash) return 'unchanged'
        await tx.query(
          `UPDATE lake_procedures SET content_hash = $2, modified_at = $3, withdrawn_at = NULL,
             created_at = CASE WHEN withdrawn_at IS NULL THEN created_at ELSE $3 END
           WHERE procedure_name = $1`,
          [definition.name, definition.contentHash, now],
        )
        return withdrawn ? 'created' : 'updated'
      })
    },

    async withdraw(name) {
      const rows = await database.query(
        `INSERT INTO lake_procedures (procedure_name, content_hash, created_at, modified_at, withdrawn_at) VALUES ($1, '', $2, $2, $2)
         ON CONFLICT (procedure_name) DO UPDATE SET withdrawn_at = $2, modified_at = $2 WHERE lake_procedures.withdrawn_at IS NULL
         RETURNING procedure_name`,
        [name, new Date(clock.now())],
      )
      return rows.length > 0
    },

    async isWithdrawn(name) {
      const rows = await database.query(
        'SELECT 1 FROM lake_procedures WHERE procedure_name = $1 AND withdrawn_at IS NOT NULL',
        [name],
      )
      return rows.length > 0
    },
  }
}

function requireRenderable({ selects }: ProcedureDefinition): void {
  for (const { sql } of selects) renderSql(sql, duckdbDialect())
}

function toStored(row: ProcedureRow): StoredProcedure {
  return {
    name: row.procedure_name,
    contentHash: row.content_hash,
    createdAt: row.created_at,
    modifiedAt: row.modified_at,
    withdrawnAt: row.withdrawn_at,
  }
}
