import { describe, expect, it } from 'vitest'
import { channelInput } from './channel-input.ts'

function form(fields: Readonly<Record<string, string>>): FormData {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.set(name, value)
  return data
}

describe('channelInput', () => {
  it('reads recipients however they are separated', () => {
    const { input, faults } = channelInput(
      'email',
      form({
        name: 'FinOps',
        trigger: 'on_failure',
        is_active: 'on',
        email_recipients: 'a@example.com, b@example.com\nc@example.com',
      }),
      false,
    )
    expect(faults.size).toBe(0)
    expect(input).toEqual({
      name: 'FinOps',
      channel_type: 'email',
      trigger: 'on_failure',
      is_active: true,
      is_default: false,
      email_recipients: ['a@example.com', 'b@example.com', 'c@example.com'],
      email_cc_recipients: [],
      email_subject_prefix: null,
    })
  })

  it('asks for what is missing, and keeps a stored secret whose field is empty', () => {
    expect([...channelInput('slack', form({}), false).faults.keys()]).toEqual(['name', 'slack_webhook_url'])
    const kept = channelInput('slack', form({ name: 'Ops' }), true)
    expect(kept.faults.size).toBe(0)
    expect(kept.input).not.toHaveProperty('slack_webhook_url')
    expect(kept.input.trigger).toBeNull()
  })

  it('reads headers by line and refuses what is none', () => {
    const of = (webhook_headers: string) =>
      channelInput(
        'webhook',
        form({ name: 'Hook', webhook_url: 'https://example.com', webhook_headers }),
        false,
      )
    expect(of('Authorization: Bearer a:b\n\nX-Team: finops').input.webhook_headers).toEqual({
      Authorization: 'Bearer a:b',
      'X-Team': 'finops',
    })
    expect(of('no header').faults.get('webhook_headers')).toMatch('Name: value')
  })
})
