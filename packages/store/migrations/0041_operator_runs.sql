-- Set-up pipelines belong to no organization. Their runs hang on this row, which is no tenant: it has no subscription,
-- no keys and no members, and every look-up of organizations leaves it out. The slug is reserved, so it is free.
INSERT INTO org_profiles (org_slug, company_name, admin_email, org_dataset_id, status)
VALUES ('system', 'This deployment', '', '', 'SYSTEM');
