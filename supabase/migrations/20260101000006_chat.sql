-- Made by "npm run supabase" from packages/store. Change it there.

SET search_path TO organizations, public;

CREATE TABLE org_chat_settings (
  setting_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  provider text NOT NULL,
  credential_id text NOT NULL,
  model_id text NOT NULL,
  model_name text,
  temperature double precision NOT NULL,
  max_tokens integer NOT NULL,
  include_org_context boolean NOT NULL,
  enable_memory boolean NOT NULL,
  max_history_messages integer NOT NULL,
  system_prompt_extra text,
  is_active boolean NOT NULL DEFAULT true,
  configured_by text,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz
);
CREATE UNIQUE INDEX org_chat_settings_one_org_slug ON org_chat_settings (org_slug) WHERE is_active;

CREATE TABLE org_chat_conversations (
  conversation_id text PRIMARY KEY,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  user_id text NOT NULL,
  title text,
  provider text NOT NULL,
  model_id text NOT NULL,
  status text NOT NULL,
  message_count integer NOT NULL DEFAULT 0,
  created_at timestamptz NOT NULL DEFAULT now(),
  updated_at timestamptz,
  last_message_at timestamptz
);
CREATE INDEX org_chat_conversations_by_org_slug_user_id_last_message_at ON org_chat_conversations (org_slug, user_id, last_message_at DESC);

CREATE TABLE org_chat_messages (
  message_id text PRIMARY KEY,
  conversation_id text NOT NULL REFERENCES org_chat_conversations ON DELETE CASCADE,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  role text NOT NULL,
  content text NOT NULL,
  agent_name text,
  tool_calls_json text,
  tool_results_json text,
  model_id text,
  input_tokens integer,
  output_tokens integer,
  latency_ms integer,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX org_chat_messages_by_conversation_id_created_at ON org_chat_messages (conversation_id, created_at);

CREATE TABLE org_chat_tool_calls (
  tool_call_id text PRIMARY KEY,
  message_id text NOT NULL,
  conversation_id text NOT NULL REFERENCES org_chat_conversations ON DELETE CASCADE,
  org_slug text NOT NULL REFERENCES org_profiles ON DELETE CASCADE,
  agent_name text NOT NULL,
  tool_name text NOT NULL,
  tool_domain text NOT NULL,
  input_params text NOT NULL,
  output_result text,
  bytes_processed bigint,
  duration_ms bigint NOT NULL,
  status text NOT NULL,
  error_message text,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX org_chat_tool_calls_by_conversation_id_created_at ON org_chat_tool_calls (conversation_id, created_at);

ALTER TABLE org_chat_settings ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_chat_conversations ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_chat_messages ENABLE ROW LEVEL SECURITY;
ALTER TABLE org_chat_tool_calls ENABLE ROW LEVEL SECURITY;

INSERT INTO organizations.schema_migrations (name, checksum) VALUES ('0006_chat.sql', '8cae2677512e22b30db923867c779f89f821019ba0521308a99aa18183b5ccbc');

RESET search_path;
