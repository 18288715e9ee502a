import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import { insertAuditLog } from '../audit/insert-audit-log.ts'
import { insertCredential } from '../credentials/insert-credential.ts'
import { migrate } from '../migrate.ts'
import { openRunQueue, type RunQueue } from '../queue/run-queue.ts'
import { acceptRun, type RunRequest } from '../runs/accept-run.ts'
import { claimRun } from '../runs/claim-run.ts'
import { insertBatchRun, listBatchRuns } from '../runs/batch-runs.ts'
import { testDatabase } from '../testing/test-database.ts'
import { testOrganization } from '../testing/test-organization.ts'

const NOW = Date.parse('2026-01-15T10:00:00Z')
let database: Database
let queue: RunQueue
let acme: OrgSlug
let globex: OrgSlug

beforeAll(async () => {
  database = await testDatabase()
  queue = await openRunQueue(database)
  acme = await testOrganization(database, 'acme')
  globex = await testOrganization(database, 'globex')
  for (const org of [acme, globex]) await fill(org)
})
afterAll(async () => {
  await queue.close()
  await database.close()
})

/** A row of the organization in every table that has any, so that a leak would be seen. */
async function fill(org: OrgSlug): Promise<void> {
  await acceptRun(database, queue, requestOf(org), NOW)
  await database.transaction((tx) =>
    insertCredential(tx, {
      credentialId: `cred_${org}`,
      org,
      provider: 'openai',
      name: 'main',
      type: 'api_key',
      sealed: { ciphertext: new Uint8Array([1]), keyVersion: 'v1' },
      validationStatus: 'VALID',
      metadata: {},
      userId: null,
    }),
  )
  await insertAuditLog(database, {
    orgSlug: org,
    userId: null,
    apiKeyId: null,
    action: 'READ',
    resourceType: 'credential',
    resourceId: null,
    details: {},
    ipAddress: null,
    userAgent: null,
    requestId: null,
    status: 'SUCCESS',
    errorMessage: null,
  })
  for (const table of await orgTables()) await insertAnything(table, org)
}

function requestOf(org: OrgSlug): RunRequest {
  return {
    org,
    pipelineId: `${org}-genai-payg-openai`,
    pipelinePath: 'genai/payg/openai',
    credentialId: '',
    range: { start: '2026-01-14', end: '2026-01-15' },
    triggerType: 'api',
    triggerBy: 'test',
    configVersion: 'v1',
  }
}

async function orgTables(): Promise<string[]> {
  const rows = await database.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.columns
     WHERE table_schema = 'organizations' AND column_name = 'org_slug'
       AND table_name IN (SELECT tablename FROM pg_tables WHERE schemaname = 'organizations') ORDER BY 1`,
  )
  return rows.map(({ name }) => name)
}

/** A made-up row: every required column gets a value of its type; foreign keys and checks are off for it. */
async function insertAnything(table: string, org: OrgSlug): Promise<void> {
  const columns = await database.query<{ name: string; type: string }>(
    `SELECT column_name AS name, data_type AS type FROM information_schema.columns
     WHERE table_schema = 'organizations' AND table_name = $1 AND is_identity = 'NO'
       AND ((is_nullable = 'NO' AND column_default IS NULL) OR column_name = 'org_slug')`,
    [table],
  )
  const values: Record<string, string> = {
    integer: org === acme ? '1' : '2',
    bigint: org === acme ? '1' : '2',
    numeric: '1',
    'double precision': '1',
    boolean: 'false',
    date: `'2026-01-01'`,
    'timestamp with time zone': `'2026-01-01T00:00:00Z'`,
    jsonb: `'{}'`,
    bytea: `'\\x01'`,
    uuid: 'gen_random_uuid()',
    ARRAY: `'{}'`,
  }
  const literal = ({ name, type }: { name: string; type: string }): string => {
    if (name === 'org_slug') return `'${org}'`
    if (name === 'end_date') return `'2026-01-02'`
    if (table === 'lake_files' && name === 'kind') return `'detail'`
    if (table === 'org_genai_prices' && name === 'kind') return `'override'`
    if (name === 'role') return `'viewer'`
    return values[type] ?? `'made_up_${org}'`
  }
  await database.transaction(async (tx) => {
    await tx.query(`SET LOCAL session_replication_role = replica`)
    await tx.query(
      `INSERT INTO "${table}" (${columns.map(({ name }) => `"${name}"`).join(', ')})
       VALUES (${columns.map(literal).join(', ')}) ON CONFLICT DO NOTHING`,
    )
  })
}

describe('many statements of organizations at once', () => {
  test('each sees its own organization only, also those asked for in one turn', async () => {
    const orgs = Array.from({ length: 200 }, (_, index) => (index % 2 === 0 ? acme : globex))
    const seen = await Promise.all(
      orgs.map((org) =>
        database
          .forOrg(org)
          .query<{ org_slug: string }>('SELECT org_slug FROM org_subscriptions WHERE $1::int > 0', [1]),
      ),
    )
    expect(seen).toEqual(orgs.map((org) => [{ org_slug: org }]))
  })

  test('one that is refused, or loses its connection, leaves the others as they are', async () => {
    const own = database.forOrg(acme)
    const divide = (by: number) => own.query<{ share: number }>('SELECT 6/$1::int AS share', [by])
    const answers = await Promise.allSettled([1, 0, 2, 0, 3].map(divide))
    expect(
      answers.map((answer) => (answer.status === 'fulfilled' ? answer.value[0]?.share : 'refused')),
    ).toEqual([6, 'refused', 3, 'refused', 2])
    if (database.kind === 'pglite') return
    await expect(own.query('SELECT pg_terminate_backend(pg_backend_pid()), $1::int', [1])).rejects.toThrow()
    expect(await divide(2)).toEqual([{ share: 3 }])
  })
})

describe('the fence between organizations', () => {
  test('a forgotten WHERE leaks nothing: every table shows an organization its own rows only', async () => {
    const tables = await orgTables()
    expect(tables.length).toBeGreaterThan(30)
    for (const table of tables) {
      const owners = async (from: Database): Promise<unknown[]> =>
        (await from.query<{ org: string }>(`SELECT DISTINCT org_slug AS org FROM "${table}" ORDER BY 1`))
          .map(({ org }) => org)
          // The row that the operator's own runs hang on.
          .filter((org) => org !== 'system')
      expect([table, await owners(database)]).toEqual([table, ['acme', 'globex']])
      expect([table, await owners(database.forOrg(acme))]).toEqual([table, ['acme']])
      const inTransaction = await database
        .forOrg(globex)
        .transaction((tx) => tx.query<{ org: string }>(`SELECT DISTINCT org_slug AS org FROM "${table}"`))
      expect([table, inTransaction]).toEqual([table, [{ org: 'globex' }]])
    }
  })

  test('encloses every table with an organization’s rows', async () => {
    const open = await database.query(
      `SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_slug'
       WHERE c.relnamespace = 'organizations'::regnamespace AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity
         AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant'
           AND pg_get_expr(p.polqual, p.polrelid) LIKE '(org_slug = NULLIF(current_setting(%app.org_slug%'))`,
    )
    expect(open).toEqual([])
  })

  test('nobody writes into, changes or removes another organization’s rows', async () => {
    const own = database.forOrg(acme)
    expect(await own.query(`UPDATE org_profiles SET company_name = 'X' RETURNING org_slug`)).toEqual([
      { org_slug: 'acme' },
    ])
    expect(
      await own.query(`DELETE FROM org_meta_pipeline_runs WHERE org_slug = 'globex' RETURNING 1`),
    ).toEqual([])
    await expect(
      own.query(`INSERT INTO lake_versions (org_slug, version) VALUES ('initech', 1)`),
    ).rejects.toThrow('row-level security')
    await expect(own.query(`UPDATE org_profiles SET org_slug = 'globex'`)).rejects.toThrow()
    expect(() => own.forOrg(globex)).toThrow('another’s')
  })

  test('reaches no table of the deployment: sessions, passwords, other processes', async () => {
    for (const table of ['auth_sessions', 'auth_accounts', 'scheduler_state', 'schema_migrations'])
      await expect(database.forOrg(acme).query(`SELECT * FROM ${table}`)).rejects.toThrow('permission denied')
  })

  test('a table added later is inside, whoever forgot it', async () => {
    await database.query('CREATE TABLE org_later (org_slug text NOT NULL)')
    await database.query(`INSERT INTO org_later VALUES ('acme'), ('globex')`)
    await migrate(database)
    expect(await database.forOrg(acme).query('SELECT * FROM org_later')).toEqual([{ org_slug: 'acme' }])
    await database.query('DROP TABLE org_later')
  })

  test('nothing of an organization is left on a connection, after success, refusal or failure', async () => {
    const everyone = async (): Promise<void> => {
      const seen = await Promise.all(
        Array.from({ length: 12 }, () =>
          database.query(`SELECT count(*)::int AS n FROM org_profiles WHERE org_slug IN ('acme', 'globex')`),
        ),
      )
      expect(seen.every((rows) => rows[0]?.['n'] === 2)).toBe(true)
    }
    await Promise.all([acme, globex, acme].map((org) => database.forOrg(org).query('SELECT 1 AS one')))
    await everyone()
    await expect(database.forOrg(acme).query('SELECT 1 / 0')).rejects.toThrow('division by zero')
    await everyone()
    await expect(
      database.forOrg(acme).transaction(async (tx) => {
        await tx.query('SELECT 1 AS one')
        throw new Error('changed its mind')
      }),
    ).rejects.toThrow('changed its mind')
    await everyone()
  })

  test('an organization starts a run through it, in its fair place, and any worker claims it', async () => {
    const first = await acceptRun(
      database.forOrg(acme),
      queue,
      { ...requestOf(acme), credentialId: 'a' },
      NOW,
    )
    await acceptRun(database.forOrg(globex), queue, { ...requestOf(globex), credentialId: 'b' }, NOW)
    expect(first.duplicate).toBe(false)
    const orgs: unknown[] = []
    for (let index = 0; index < 4; index += 1)
      orgs.push((await claimRun(database, queue, 'worker', NOW))?.org_slug)
    expect(orgs.toSorted()).toEqual(['acme', 'acme', 'globex', 'globex'])
  })

  test('of a batch over all organizations each sees its own part', async () => {
    const results = [acme, globex].map((org) => ({ org_slug: org, status: 'triggered' }))
    const facts = { orgs_processed: 2, orgs_skipped: 0, pipelines_triggered: 2, pipelines_failed: 0 }
    await insertBatchRun(database, {
      ...facts,
      org_slug: '*',
      trigger_type: 'api',
      status: 'COMPLETED',
      run_date: '2026-01-15',
      dry_run: false,
      pipelines_skipped_quota: 0,
      total_integrations: 2,
      results,
      errors: [],
      elapsed_seconds: 1,
      triggered_at: new Date(NOW),
      completed_at: new Date(NOW),
    })
    const { rows } = await listBatchRuns(database.forOrg(acme), acme, 10, 0)
    expect(rows.find(({ org_slug }) => org_slug === '*')?.results).toEqual([results[0]])
    expect((await listBatchRuns(database.forOrg(acme), globex, 10, 0)).rows).toEqual([])
  })
})
