import type { Channel } from '../../api/shapes.ts'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { Textarea } from '../../ui/textarea.tsx'
import { CheckField } from './check-field.tsx'

type ChannelTypeFieldsProps = {
  readonly type: Channel['channel_type']
  readonly channel: Channel | undefined
  readonly faultFor: (name: string) => string | undefined
}

/** What a channel of one kind needs. Addresses that carry a secret are never shown again, only replaced. */
export function ChannelTypeFields({ type, channel, faultFor }: ChannelTypeFieldsProps) {
  const text = (name: string, label: string, value: string | null | undefined, help?: string) => (
    <Field label={label} optional help={help} fault={faultFor(name)}>
      {(control) => <Input {...control} name={name} defaultValue={value ?? ''} autoComplete="off" />}
    </Field>
  )
  const secret = (name: string, label: string, stored: boolean, help?: string) => (
    <Field label={label} help={help} fault={faultFor(name)}>
      {(control) => (
        <Input
          {...control}
          name={name}
          type="password"
          placeholder={stored ? 'unchanged' : 'https://'}
          autoComplete="new-password"
          className="font-mono text-sm"
        />
      )}
    </Field>
  )
  if (type === 'email') {
    return (
      <>
        <Field label="Recipients" help="Separated by commas or lines." fault={faultFor('email_recipients')}>
          {(control) => (
            <Textarea
              {...control}
              name="email_recipients"
              className="min-h-16"
              defaultValue={channel?.email_recipients.join('\n')}
            />
          )}
        </Field>
        {text('email_cc_recipients', 'Copies to', channel?.email_cc_recipients.join(', '))}
        {text('email_subject_prefix', 'Before the subject', channel?.email_subject_prefix)}
      </>
    )
  }
  if (type === 'slack') {
    return (
      <>
        {secret(
          'slack_webhook_url',
          'Incoming webhook address',
          channel?.slack_webhook_configured ?? false,
          'Stored encrypted and never shown again.',
        )}
        {text('slack_channel', 'Slack channel', channel?.slack_channel, 'Such as #finops.')}
        <CheckField
          name="slack_mention_channel"
          label="Mention everybody in the channel"
          defaultChecked={channel?.slack_mention_channel ?? false}
        />
      </>
    )
  }
  return (
    <>
      {secret(
        'webhook_url',
        'Address',
        channel?.webhook_configured ?? false,
        'Stored encrypted and never shown again.',
      )}
      <Field label="Method">
        {(control) => (
          <Select
            {...control}
            name="webhook_method"
            className="block"
            defaultValue={channel?.webhook_method ?? 'POST'}
          >
            <option>POST</option>
            <option>PUT</option>
          </Select>
        )}
      </Field>
      <Field
        label="Headers"
        optional
        help={
          channel?.webhook_headers_configured
            ? 'Headers are stored encrypted. Leave this empty to keep them.'
            : 'One per line, as Name: value. Stored encrypted and never shown again.'
        }
        fault={faultFor('webhook_headers')}
      >
        {(control) => (
          <Textarea
            {...control}
            name="webhook_headers"
            className="min-h-16"
            spellCheck={false}
            autoComplete="off"
          />
        )}
      </Field>
    </>
  )
}
