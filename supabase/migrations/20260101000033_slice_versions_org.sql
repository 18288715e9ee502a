-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- Whose a slice's content is, on its own row: what keeps organizations apart looks at no other table.
ALTER TABLE lake_slice_versions ADD COLUMN org_slug text;
UPDATE lake_slice_versions v SET org_slug = s.org_slug FROM lake_slices s WHERE s.slice_id = v.slice_id;
ALTER TABLE lake_slice_versions ALTER COLUMN org_slug SET NOT NULL;

-- A batch over all organizations is one row that belongs to none of them. Each sees of it what is its own.
CREATE FUNCTION batch_runs_of(org text) RETURNS SETOF org_meta_pipeline_batch_runs
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = organizations AS $$
  SELECT batch_run_id, org_slug, trigger_type, status, run_date, dry_run, categories_filter, providers_filter,
    orgs_processed, orgs_skipped, pipelines_triggered, pipelines_failed, pipelines_skipped_quota, total_integrations,
    coalesce((SELECT jsonb_agg(item) FROM jsonb_array_elements(results) item WHERE item->>'org_slug' = org), '[]'),
    coalesce((SELECT jsonb_agg(item) FROM jsonb_array_elements(errors) item WHERE item->>'org_slug' = org), '[]'),
    elapsed_seconds, triggered_at, completed_at, created_at
  FROM org_meta_pipeline_batch_runs
  WHERE (org_slug = org OR (org_slug = '*' AND results @> jsonb_build_array(jsonb_build_object('org_slug', org))))
    AND org = coalesce(nullif(current_setting('app.org_slug', true), ''), org)
$$;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0033_slice_versions_org.sql', '070bd93d86df3ecbab7eec0bc1d11f9879ad1f0dac072f1cf042b3d5bac06143');

RESET search_path;
