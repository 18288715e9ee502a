-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

-- Which ends of runs a channel is told about: on_failure, on_success, on_completion, always. NULL leaves it to the
-- rules and the default flag.
ALTER TABLE org_notification_channels ADD COLUMN run_trigger text;

-- One default per type: a run's end must not be told twice because two were made at once. The oldest stays.
UPDATE org_notification_channels AS later SET is_default = false
WHERE is_default AND EXISTS (
  SELECT 1 FROM org_notification_channels AS earlier
  WHERE earlier.org_slug = later.org_slug AND earlier.channel_type = later.channel_type AND earlier.is_default
    AND (earlier.created_at, earlier.channel_id) < (later.created_at, later.channel_id)
);
CREATE UNIQUE INDEX org_notification_channels_one_default ON org_notification_channels (org_slug, channel_type) WHERE is_default;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0030_notification_triggers.sql', 'a6e256e7df2ae7111d6bfaa67d7faba32c7b62a0c701ee45a01199be0aac4e2f');

RESET search_path;
