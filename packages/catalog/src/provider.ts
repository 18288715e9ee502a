import { z } from 'zod'

/** One input of the credential form. The web page and the request check are both drawn from it. */
export const CredentialField = z.strictObject({
  name: z.string().regex(/^[a-z][a-z0-9_]*$/),
  label: z.string(),
  /** Never shown again after it was stored. */
  secret: z.boolean().default(false),
  required: z.boolean().default(true),
  multiline: z.boolean().default(false),
  placeholder: z.string().optional(),
  /** Shown under the input: where to find the value. */
  help: z.string().optional(),
  /** The only values there are; a form offers them as a choice. */
  options: z.array(z.string().min(1)).min(1).optional(),
  pattern: z.string().optional(),
  /** What to say when the pattern does not match. */
  pattern_message: z.string().optional(),
})

/** A request that proves access. `{api_base_url}` is prefixed; 401/403 reject the credential. */
export const ValidationCall = z.strictObject({
  name: z.string(),
  method: z.enum(['GET', 'POST']).default('GET'),
  /** May contain `${unix_yesterday}`, `${yesterday}`, `${today}`. */
  path: z.string(),
  body: z.string().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  expect_status: z.array(z.number().int()).default([200]),
  /** Value at this path of the JSON answer must be truthy (Slack answers failures with 200). */
  expect_json_path: z.string().optional(),
  /** A failed optional call makes the credential PARTIAL_VALID with this remedy. */
  optional: z.boolean().default(false),
  /**
   * Proves only that the key is one. Asked when a required call was refused: accepted, the credential is PARTIAL_VALID
   * with the remedy of the refused call instead of INVALID.
   */
  identifies: z.boolean().default(false),
  remedy: z.string().optional(),
})

export const Provider = z.strictObject({
  type: z.enum(['cloud', 'genai', 'saas']),
  status: z.enum(['active', 'beta', 'retired']),
  display_name: z.string(),
  description: z.string().default(''),
  /** Other spellings accepted in URLs and requests, matched without case. */
  aliases: z.array(z.string()).default([]),
  credential_type: z.enum([
    'api_key',
    'service_account',
    'access_key',
    'service_principal',
    'iam_role',
    'oauth',
    'manual',
  ]),
  credential_fields: z.array(CredentialField),
  /** Non-secret settings stored as integration metadata: account id, where a bill comes from. */
  metadata_fields: z.array(CredentialField).default([]),
  /** Markdown: the exact console steps and the least-privilege policy to paste. */
  help: z.string().default(''),
  api_base_url: z.url().optional(),
  auth_header: z.string().optional(),
  auth_prefix: z.string().default(''),
  /** Sent with every call. */
  headers: z.record(z.string(), z.string()).default({}),
  validation_endpoint: z.string().optional(),
  validation: z
    .discriminatedUnion('kind', [
      z.strictObject({ kind: z.literal('http'), calls: z.array(ValidationCall).min(1) }),
      /** A file of `packages/providers/src/validate/`. */
      z.strictObject({ kind: z.literal('code'), validator: z.string() }),
      z.strictObject({ kind: z.literal('none') }),
    ])
    .default({ kind: 'none' }),
  rate_limit: z
    .strictObject({ requests_per_minute: z.number().int().positive() })
    .default({ requests_per_minute: 60 }),
  data_tables: z.array(z.string()).default([]),
  seed_path: z.string().optional(),
  /** FOCUS entity names of first-party charges. */
  service_provider_name: z.string().optional(),
  /** Days every run reads again, hours until a day is settled, and when a month is final (see 75 §6). */
  reread_days: z.number().int().nonnegative().default(3),
  settle_hours: z.number().int().nonnegative().default(48),
  final_rule: z.string().default('days_after_month_end:35'),
  /** First UTC day the vendor can have data of; runs that start before it are refused. Absent: not known. */
  history_starts: z.iso.date().optional(),
  /**
   * Days back from today the vendor keeps its figures; what is older reads as nothing. Runs that start earlier are
   * refused, and what is read again ends there. Absent: the vendor keeps everything.
   */
  history_days: z.number().int().positive().optional(),
  /**
   * Provider whose bill holds this one's money. Its usage is then priced for the tokens and the reconciliation; FOCUS
   * rows of days the bill owns are left to the bill.
   */
  billed_by: z.string().optional(),
})
export type Provider = z.output<typeof Provider>
export type CredentialField = z.output<typeof CredentialField>
export type ValidationCall = z.output<typeof ValidationCall>

export const ProviderKey = z.string().regex(/^[a-z][a-z0-9_]*$/)
export const ProviderRegistry = z.strictObject({ providers: z.record(ProviderKey, Provider) })
