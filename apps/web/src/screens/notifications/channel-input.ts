import type { Channel, ChannelCreate, ChannelUpdate } from '../../api/shapes.ts'
import { formText } from '../../format/form-text.ts'

type ChannelType = Channel['channel_type']
type ChannelInput = ChannelUpdate & Pick<ChannelCreate, 'name' | 'channel_type'>
type Read = { readonly input: ChannelInput; readonly faults: ReadonlyMap<string, string> }

/**
 * Reads the form of a channel of one type. A stored secret (`exists`) is kept when its field is left empty; every other
 * empty field takes its value away.
 */
export function channelInput(type: ChannelType, form: FormData, exists: boolean): Read {
  const faults = new Map<string, string>()
  const text = (name: string) => formText(form, name)
  const secret = (name: string, label: string) => {
    const value = text(name)
    if (!value && !exists) faults.set(name, `${label} is needed.`)
    return value ? { [name]: value } : {}
  }
  const name = text('name')
  if (!name) faults.set('name', 'A name is needed.')
  const input: ChannelInput = {
    name,
    channel_type: type,
    trigger: triggerOf(text('trigger')),
    is_active: form.has('is_active'),
    is_default: form.has('is_default'),
  }
  if (type === 'email') {
    const recipients = listOf(text('email_recipients'))
    if (recipients.length === 0) faults.set('email_recipients', 'At least one address is needed.')
    input.email_recipients = recipients
    input.email_cc_recipients = listOf(text('email_cc_recipients'))
    input.email_subject_prefix = text('email_subject_prefix') || null
  } else if (type === 'slack') {
    Object.assign(input, secret('slack_webhook_url', 'The webhook address'))
    input.slack_channel = text('slack_channel') || null
    input.slack_mention_channel = form.has('slack_mention_channel')
  } else {
    Object.assign(input, secret('webhook_url', 'The address'))
    input.webhook_method = text('webhook_method') === 'PUT' ? 'PUT' : 'POST'
    const headers = headersOf(text('webhook_headers'))
    if (headers === undefined) faults.set('webhook_headers', 'One header per line, as Name: value.')
    else if (Object.keys(headers).length > 0) input.webhook_headers = headers
  }
  return { input, faults }
}

function triggerOf(value: string): Channel['trigger'] {
  return value === 'on_failure' || value === 'on_success' || value === 'on_completion' || value === 'always'
    ? value
    : null
}

/** Addresses between commas, semicolons or line ends. */
function listOf(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean)
}

/** `Name: value` lines; undefined when one of them is something else. */
function headersOf(text: string): Record<string, string> | undefined {
  const headers: Record<string, string> = {}
  for (const line of text.split(/\r?\n/).filter((one) => one.trim())) {
    const colon = line.indexOf(':')
    if (colon < 1) return undefined
    headers[line.slice(0, colon).trim()] = line.slice(colon + 1).trim()
  }
  return headers
}
