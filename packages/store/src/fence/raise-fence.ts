import { AppError } from '@cloudact/core/errors'
import type { Transaction } from '@cloudact/core/ports/sql'
import { TENANT_ROLE } from '../database/tenant-scope.ts'

/** What an organization's requests read besides its own rows: names and addresses of people who are its members. */
const SHARED_TABLES = ['auth_users']

/** Roles belong to the whole server, so another database's migration may make it in the same moment. */
const CREATE_ROLE = `DO $$
BEGIN
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '${TENANT_ROLE}') THEN
    CREATE ROLE ${TENANT_ROLE} NOLOGIN;
  END IF;
EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL;
END $$`

/** From version 16 on, membership alone does not allow SET ROLE. */
const JOIN_ROLE = `DO $$
BEGIN
  IF NOT pg_has_role(current_user, '${TENANT_ROLE}',
    CASE WHEN current_setting('server_version_num')::int >= 160000 THEN 'SET' ELSE 'MEMBER' END) THEN
    EXECUTE format('GRANT ${TENANT_ROLE} TO %I', current_user);
  END IF;
END $$`

/** Tables with an organization's rows that the fence does not enclose yet, or that the role may not use. */
const UNFENCED = `
  SELECT c.relname AS name FROM pg_class c
  JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'organizations'
  JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'org_slug' AND NOT a.attisdropped
  WHERE c.relkind IN ('r', 'p') AND (NOT c.relrowsecurity
    OR NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'tenant')
    OR NOT has_table_privilege('${TENANT_ROLE}', c.oid, 'DELETE'))
  ORDER BY c.relname`

/**
 * The second fence between organizations: every table with an `org_slug` gets a policy by which `cloudact_tenant`
 * sees the rows of `app.org_slug` and no others. Done after every migration, so that no table can be forgotten. The
 * owner of the tables is outside: the queue, the scheduler and the look-up of keys are every organization's. Throws
 * `config_invalid` when the database's user may not create the role.
 */
export async function raiseFence(tx: Transaction): Promise<void> {
  try {
    await tx.query(CREATE_ROLE)
    await tx.query(JOIN_ROLE)
  } catch (cause) {
    const message = `The user of DATABASE_URL may not create the role that keeps organizations apart. Let an administrator run: CREATE ROLE ${TENANT_ROLE} NOLOGIN; GRANT ${TENANT_ROLE} TO <that user>;`
    throw new AppError('config_invalid', message, { cause })
  }
  const [usage] = await tx.query<{ granted: boolean }>(
    `SELECT has_schema_privilege('${TENANT_ROLE}', 'organizations', 'USAGE') AS granted`,
  )
  if (usage?.granted !== true) await tx.query(`GRANT USAGE ON SCHEMA organizations TO ${TENANT_ROLE}`)
  for (const { name } of await tx.query<{ name: string }>(UNFENCED)) {
    // Names come from the database's own catalog, quoted.
    await tx.query(`ALTER TABLE organizations."${name}" ENABLE ROW LEVEL SECURITY;
      DROP POLICY IF EXISTS tenant ON organizations."${name}";
      CREATE POLICY tenant ON organizations."${name}" TO ${TENANT_ROLE}
        USING (org_slug = nullif(current_setting('app.org_slug', true), ''));
      GRANT SELECT, INSERT, UPDATE, DELETE ON organizations."${name}" TO ${TENANT_ROLE}`)
  }
  for (const name of SHARED_TABLES) {
    const [table] = await tx.query<{ missing: boolean | null }>(
      `SELECT NOT has_table_privilege('${TENANT_ROLE}', to_regclass($1), 'SELECT') AS missing`,
      [`organizations.${name}`],
    )
    if (table?.missing === true) await tx.query(`GRANT SELECT ON organizations.${name} TO ${TENANT_ROLE}`)
  }
}
