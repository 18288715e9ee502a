'use client'

import { ChevronLeft, Plus } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { useChannels } from '../../api/use-channels.ts'
import { useMembership } from '../../api/use-membership.ts'
import { useNotificationHistory } from '../../api/use-notification-history.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Section } from '../../ui/section.tsx'
import { ChannelForm } from './channel-form.tsx'
import { ChannelRow } from './channel-row.tsx'
import { HistoryTable } from './history-table.tsx'

type NotificationsScreenProps = { readonly org: string }

export function NotificationsScreen({ org }: NotificationsScreenProps) {
  const channels = useChannels(org)
  const history = useNotificationHistory(org)
  const role = useMembership(org)?.role
  const mayChange = role !== undefined && role !== 'viewer'
  const [adding, setAdding] = useState(false)
  return (
    <>
      <Link
        href={paths.settings(org)}
        className="mb-2 inline-flex items-center gap-1 text-sm text-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-3.5" /> Settings
      </Link>
      <PageHeader
        title="Notifications"
        note="Who is told when a pipeline run ends."
        actions={
          mayChange ? (
            <Button kind="primary" onClick={() => setAdding(true)}>
              <Plus aria-hidden /> Add a channel
            </Button>
          ) : null
        }
      />
      <div className="space-y-9">
        <Section title="Channels">
          {channels.error ? (
            <ErrorState error={channels.error} what="The channels" onRetry={() => void channels.refetch()} />
          ) : null}
          {channels.isPending ? <Loading label="Loading channels" rows={3} /> : null}
          {channels.data?.length === 0 ? (
            <EmptyState title="Nobody is told yet">
              {mayChange
                ? 'Add an e-mail, Slack or webhook channel to hear of failed runs before somebody asks.'
                : 'An editor of the organization can add an e-mail, Slack or webhook channel.'}
            </EmptyState>
          ) : null}
          <ul>
            {channels.data?.map((channel) => (
              <ChannelRow key={channel.channel_id} org={org} channel={channel} mayChange={mayChange} />
            ))}
          </ul>
        </Section>
        <Section title="Sent" note="last 30 days, newest 50">
          {history.error ? (
            <ErrorState error={history.error} what="The history" onRetry={() => void history.refetch()} />
          ) : null}
          {history.isPending ? <Loading label="Loading the history" rows={4} /> : null}
          {history.data?.length === 0 ? (
            <p className="py-4 text-sm text-faint">Nothing was sent yet.</p>
          ) : null}
          {history.data && history.data.length > 0 ? (
            <HistoryTable entries={history.data} channels={channels.data ?? []} />
          ) : null}
        </Section>
      </div>
      <Dialog open={adding} onOpenChange={setAdding} title="Add a channel">
        <ChannelForm org={org} channel={undefined} onDone={() => setAdding(false)} />
      </Dialog>
    </>
  )
}
