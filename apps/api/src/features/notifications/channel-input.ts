import { AppError, type FieldFault } from '@cloudact/core/errors'
import { type ChannelType, RUN_TRIGGERS } from '@cloudact/store/notifications/channel-row'
import { z } from 'zod'
import { EmailAddress } from '../shapes.ts'

/** Printable text of one line, which cannot become another header or another line of a message. */
const OneLine = (longest: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'Line breaks and control characters are not allowed here.')

const HEADER_NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}$/
const HEADER_VALUE = /^[\x20-\x7e\t]{0,4096}$/
/** Set by the sender, or telling how the message is carried. */
const OWN_HEADER =
  /^(host|content-.*|transfer-encoding|connection|keep-alive|upgrade|te|trailer|expect|proxy-.*|x-cloudact-.*)$/i

const Headers = z
  .record(
    z
      .string()
      .regex(HEADER_NAME, 'This is not a header name.')
      .refine((name) => !OWN_HEADER.test(name), 'This header is set by the sender and cannot be chosen.'),
    z.string().regex(HEADER_VALUE, 'A header value is one line of plain ASCII.'),
  )
  .refine((headers) => Object.keys(headers).length <= 20, 'A webhook may have at most 20 headers.')

const Address = z.string().trim().min(1).max(2_000)

/** Everything of a channel but its type; null takes an optional value away. */
export const ChannelFields = {
  name: OneLine(100),
  is_default: z.boolean(),
  is_active: z.boolean(),
  trigger: z
    .enum(RUN_TRIGGERS)
    .nullable()
    .describe(
      'Ends of runs the channel is told about. Null: those the rules name it for, and every end when it is a default.',
    ),
  email_recipients: z.array(EmailAddress).max(50),
  email_cc_recipients: z.array(EmailAddress).max(50).nullable(),
  email_subject_prefix: OneLine(100).nullable(),
  slack_webhook_url: Address.describe('Stored encrypted and never shown again.'),
  slack_channel: OneLine(100).nullable(),
  slack_mention_users: z.array(OneLine(50)).max(20).nullable(),
  slack_mention_channel: z.boolean(),
  webhook_url: Address.describe('Stored encrypted and never shown again.'),
  webhook_headers: Headers.nullable().describe('Stored encrypted and never shown again.'),
  webhook_method: z.enum(['POST', 'PUT']),
}

const Change = z.strictObject(ChannelFields).partial()
/** What a request says about a channel; a field that is absent stays as it is. */
export type ChannelChange = z.output<typeof Change>
export const NotificationChannelUpdate = Change.meta({ id: 'NotificationChannelUpdate' })

/** Refuses fields that a channel of this type has no use for. Throws `invalid_input` naming each. */
export function checkFieldsOfType(type: ChannelType, change: ChannelChange): void {
  const faults = Object.keys(change).flatMap((name): FieldFault[] => {
    const [prefix] = name.split('_')
    const foreign = prefix !== type && (prefix === 'email' || prefix === 'slack' || prefix === 'webhook')
    return foreign ? [{ path: `body.${name}`, message: `A channel of type "${type}" has no ${name}.` }] : []
  })
  const [first] = faults
  if (first) throw new AppError('invalid_input', first.message, { faults })
}
