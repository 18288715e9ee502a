-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

CREATE TABLE org_notification_channels (
  channel_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  channel_type text NOT NULL,
  name text NOT NULL,
  is_default boolean,
  is_active boolean NOT NULL DEFAULT true,
  email_recipients text[] NOT NULL DEFAULT '{}',
  email_cc_recipients text[] NOT NULL DEFAULT '{}',
  email_subject_prefix text,
  slack_webhook_url_encrypted text,
  slack_channel text,
  slack_mention_users text[] NOT NULL DEFAULT '{}',
  slack_mention_channel boolean,
  webhook_url_encrypted text,
  webhook_headers_encrypted text,
  webhook_method text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz,
  created_by text,
  updated_by text
);
CREATE INDEX org_notification_channels_by_org_slug_is_active ON org_notification_channels (org_slug, is_active);
CREATE UNIQUE INDEX org_notification_channels_one_org_slug_name ON org_notification_channels (org_slug, lower(name));

CREATE TABLE org_notification_rules (
  rule_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  name text NOT NULL,
  description text,
  is_active boolean NOT NULL DEFAULT true,
  priority text NOT NULL,
  rule_category text NOT NULL,
  rule_type text NOT NULL,
  conditions text NOT NULL,
  provider_filter text[] NOT NULL DEFAULT '{}',
  service_filter text[] NOT NULL DEFAULT '{}',
  hierarchy_entity_id text,
  hierarchy_path text,
  notify_channel_ids text[] NOT NULL DEFAULT '{}',
  escalate_after_mins integer,
  escalate_to_channel_ids text[] NOT NULL DEFAULT '{}',
  cooldown_minutes integer,
  batch_window_minutes integer,
  quiet_hours_start text,
  quiet_hours_end text,
  quiet_hours_timezone text,
  last_triggered_at timestamptz,
  trigger_count_today integer,
  acknowledged_at timestamptz,
  acknowledged_by text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz,
  created_by text
);
CREATE INDEX org_notification_rules_by_org_slug_is_active ON org_notification_rules (org_slug, is_active);

CREATE TABLE org_notification_summaries (
  summary_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  name text NOT NULL,
  summary_type text NOT NULL,
  is_active boolean NOT NULL DEFAULT true,
  schedule_cron text NOT NULL,
  schedule_timezone text NOT NULL,
  notify_channel_ids text[] NOT NULL DEFAULT '{}',
  include_sections text[] NOT NULL DEFAULT '{}',
  top_n_items integer,
  currency_display text,
  provider_filter text[] NOT NULL DEFAULT '{}',
  hierarchy_filter text,
  last_sent_at timestamptz,
  next_scheduled_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz,
  created_by text,
  updated_by text
);
CREATE INDEX org_notification_summaries_by_org_slug_is_active ON org_notification_summaries (org_slug, is_active);
CREATE INDEX org_notification_summaries_by_next_scheduled_at ON org_notification_summaries (next_scheduled_at) WHERE is_active;

CREATE TABLE org_notification_history (
  notification_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  rule_id text,
  summary_id text,
  channel_id text NOT NULL,
  notification_type text NOT NULL,
  priority text,
  subject text NOT NULL,
  body_preview text,
  status text NOT NULL,
  sent_at timestamptz,
  delivered_at timestamptz,
  error_message text,
  retry_count integer DEFAULT 0,
  trigger_data text,
  recipients text[] NOT NULL DEFAULT '{}',
  acknowledged_at timestamptz,
  acknowledged_by text,
  escalated boolean,
  escalated_at timestamptz,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX org_notification_history_by_org_slug_created_at ON org_notification_history (org_slug, created_at DESC);
CREATE INDEX org_notification_history_by_status_created_at ON org_notification_history (status, created_at);

CREATE TABLE org_scheduled_alerts (
  alert_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  name text NOT NULL,
  description text,
  alert_type text NOT NULL,
  is_enabled boolean NOT NULL DEFAULT true,
  schedule_cron text NOT NULL,
  schedule_timezone text NOT NULL,
  source_type text NOT NULL,
  source_query_template text NOT NULL,
  source_params text,
  conditions text NOT NULL,
  recipient_type text NOT NULL,
  recipient_config text,
  severity text NOT NULL,
  channels text[] NOT NULL DEFAULT '{}',
  channel_config text,
  cooldown_enabled boolean NOT NULL,
  cooldown_hours integer NOT NULL,
  hierarchy_entity_id text,
  hierarchy_path text,
  tags text[] NOT NULL DEFAULT '{}',
  last_evaluated_at timestamptz,
  last_triggered_at timestamptz,
  trigger_count integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz,
  created_by text,
  updated_by text
);
CREATE INDEX org_scheduled_alerts_by_org_slug_is_enabled ON org_scheduled_alerts (org_slug, is_enabled);

CREATE TABLE org_alert_history (
  alert_history_id text PRIMARY KEY,
  alert_id text NOT NULL REFERENCES org_scheduled_alerts ON DELETE CASCADE,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  status text NOT NULL,
  severity text NOT NULL,
  trigger_data text,
  condition_results text,
  recipients text[] NOT NULL DEFAULT '{}',
  recipient_count integer NOT NULL,
  sent_at timestamptz,
  error_message text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX org_alert_history_by_org_slug_alert_id_created_at ON org_alert_history (org_slug, alert_id, created_at DESC);

ALTER TABLE org_notification_channels ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_notification_rules ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_notification_summaries ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_notification_history ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_scheduled_alerts ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_alert_history ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0004_notifications.sql', '5b5745e8d65a2ac11d2763ddba533d4fa7ef77ed202e2a9f3c9010a24b2532d8');

RESET search_path;
