-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- Set-up pipelines belong to no organization. Their runs hang on this row, which is no tenant: it has no subscription,
-- no keys and no members, and every look-up of organizations leaves it out. The slug is reserved, so it is free.
INSERT INTO org_profiles (org_slug, company_name, admin_email, org_dataset_id, status)
VALUES ('system', 'This deployment', '', '', 'SYSTEM');

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0041_operator_runs.sql', '7c1869ac62bd216ee9be24be3f63e32e8311e87b980be99fdb853eb302eca162');

RESET search_path;
