'use client'

import { useState, type SubmitEvent } from 'react'
import { ApiError } from '../../api/api-error.ts'
import type { Channel } from '../../api/shapes.ts'
import { useSaveChannel } from '../../api/use-save-channel.ts'
import { FormError } from '../../components/form-error.tsx'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Select } from '../../ui/select.tsx'
import { faultOf } from '../integration/fault-of.ts'
import { channelInput } from './channel-input.ts'
import { CheckField } from './check-field.tsx'
import { ChannelTypeFields } from './channel-type-fields.tsx'
import { CHANNEL_TYPE_LABELS, TRIGGER_LABELS } from './channel-words.ts'

type ChannelFormProps = {
  readonly org: string
  /** The channel to change; absent for a new one. */
  readonly channel: Channel | undefined
  readonly onDone: () => void
}

const TYPES = ['email', 'slack', 'webhook'] as const
const TRIGGERS = ['on_failure', 'on_success', 'on_completion', 'always'] as const

export function ChannelForm({ org, channel, onDone }: ChannelFormProps) {
  const save = useSaveChannel(org, channel?.channel_id)
  const [type, setType] = useState<Channel['channel_type']>(channel?.channel_type ?? 'email')
  const [ownFaults, setOwnFaults] = useState<ReadonlyMap<string, string>>(new Map())
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const read = channelInput(type, new FormData(event.currentTarget), channel !== undefined)
    setOwnFaults(read.faults)
    if (read.faults.size === 0) save.mutate(read.input, { onSuccess: onDone })
  }
  const apiFaults = save.error instanceof ApiError ? save.error.faults : []
  const faultFor = (name: string) => ownFaults.get(name) ?? faultOf(name, apiFaults)
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <FormError error={save.error} />
      {channel ? null : (
        <Field label="Kind">
          {(control) => (
            <Select
              {...control}
              name="channel_type"
              className="block"
              value={type}
              onChange={(event) => setType(TYPES.find((one) => one === event.target.value) ?? 'email')}
            >
              {TYPES.map((one) => (
                <option key={one} value={one}>
                  {CHANNEL_TYPE_LABELS[one]}
                </option>
              ))}
            </Select>
          )}
        </Field>
      )}
      <Field label="Name" fault={faultFor('name')}>
        {(control) => (
          <Input {...control} name="name" defaultValue={channel?.name} maxLength={100} autoComplete="off" />
        )}
      </Field>
      <ChannelTypeFields key={type} type={type} channel={channel} faultFor={faultFor} />
      <Field label="Tell about" fault={faultFor('trigger')}>
        {(control) => (
          <Select
            {...control}
            name="trigger"
            className="block"
            defaultValue={channel ? (channel.trigger ?? '') : 'on_failure'}
          >
            {TRIGGERS.map((trigger) => (
              <option key={trigger} value={trigger}>
                {TRIGGER_LABELS[trigger]}
              </option>
            ))}
            <option value="">Only what names this channel</option>
          </Select>
        )}
      </Field>
      <CheckField name="is_active" label="Active" defaultChecked={channel?.is_active ?? true} />
      <CheckField
        name="is_default"
        label="Default channel of the organization"
        defaultChecked={channel?.is_default ?? false}
      />
      <div className="flex justify-end gap-2">
        <Button size="md" onClick={onDone}>
          Cancel
        </Button>
        <Button type="submit" kind="primary" size="md" disabled={save.isPending}>
          {save.isPending ? 'Saving…' : channel ? 'Save' : 'Add channel'}
        </Button>
      </div>
    </form>
  )
}
