'use client'

import { useState } from 'react'
import type { Channel } from '../../api/shapes.ts'
import { useDeleteChannel } from '../../api/use-delete-channel.ts'
import { useTestChannel } from '../../api/use-test-channel.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { FormError } from '../../components/form-error.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Notice } from '../../ui/notice.tsx'
import { ChannelForm } from './channel-form.tsx'
import { CHANNEL_TYPE_LABELS, destinationOf, TRIGGER_LABELS } from './channel-words.ts'

type ChannelRowProps = { readonly org: string; readonly channel: Channel; readonly mayChange: boolean }

export function ChannelRow({ org, channel, mayChange }: ChannelRowProps) {
  const test = useTestChannel(org, channel.channel_id)
  const remove = useDeleteChannel(org, channel.channel_id)
  const [editing, setEditing] = useState(false)
  const [asking, setAsking] = useState(false)
  return (
    <li className="border-b py-3">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0">
          <p className="flex flex-wrap items-center gap-2 font-medium">
            {channel.name}
            <Badge>{CHANNEL_TYPE_LABELS[channel.channel_type]}</Badge>
            {channel.is_default ? <Badge tone="accent">default</Badge> : null}
            {channel.is_active ? null : <Badge tone="warn">switched off</Badge>}
          </p>
          <p className="mt-0.5 text-sm break-words text-muted">
            {channel.trigger ? TRIGGER_LABELS[channel.trigger] : 'Only what names this channel'} ·{' '}
            {destinationOf(channel)}
          </p>
        </div>
        {mayChange ? (
          <div className="flex gap-2">
            <Button disabled={test.isPending} onClick={() => test.mutate()}>
              {test.isPending ? 'Sending…' : 'Send a test'}
            </Button>
            <Button aria-label={`Edit ${channel.name}`} onClick={() => setEditing(true)}>
              Edit
            </Button>
            <Button kind="danger" aria-label={`Delete ${channel.name}`} onClick={() => setAsking(true)}>
              Delete
            </Button>
          </div>
        ) : null}
      </div>
      <div className="mt-2 space-y-2 empty:hidden">
        <FormError error={test.error ?? remove.error} />
        {test.data ? <Notice kind={test.data.success ? 'ok' : 'danger'}>{test.data.message}</Notice> : null}
      </div>
      <Dialog open={editing} onOpenChange={setEditing} title={`Edit ${channel.name}`}>
        <ChannelForm org={org} channel={channel} onDone={() => setEditing(false)} />
      </Dialog>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Delete ${channel.name}?`}
        description="Nothing is sent to it any more. What it was sent stays in the history."
        action="Delete the channel"
        busy={remove.isPending}
        onConfirm={() => remove.mutate()}
      />
    </li>
  )
}
