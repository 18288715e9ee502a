'use client'

import type { Channel, NotificationHistoryEntry } from '../../api/shapes.ts'
import { useNow } from '../../components/use-now.ts'
import { formatAgo, formatInstant } from '../../format/time.ts'
import { Badge } from '../../ui/badge.tsx'
import { TableHead } from '../../ui/table-head.tsx'
import { cellStyles, tableStyles } from '../../ui/table-styles.ts'

const TONES = {
  queued: 'neutral',
  sent: 'ok',
  delivered: 'ok',
  failed: 'danger',
  skipped: 'neutral',
} as const

type HistoryTableProps = {
  readonly entries: readonly NotificationHistoryEntry[]
  readonly channels: readonly Channel[]
}

export function HistoryTable({ entries, channels }: HistoryTableProps) {
  const now = useNow()
  const nameOf = (id: string) =>
    channels.find((channel) => channel.channel_id === id)?.name ?? 'deleted channel'
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label="Sent messages">
      <table className={tableStyles}>
        <TableHead labels={['State', 'Message', 'Channel', 'Tries', 'When']} />
        <tbody>
          {entries.map((entry) => (
            <tr key={entry.notification_id}>
              <td className={cellStyles}>
                <Badge tone={TONES[entry.status]}>{entry.status}</Badge>
              </td>
              <td className={`${cellStyles} min-w-56 break-words`}>
                {entry.subject}
                {entry.error_message ? (
                  <span className="block text-danger">{entry.error_message}</span>
                ) : null}
              </td>
              <td className={`${cellStyles} text-muted`}>{nameOf(entry.channel_id)}</td>
              <td className={`${cellStyles} figures text-muted`}>{entry.retry_count + 1}</td>
              <td
                className={`${cellStyles} whitespace-nowrap text-muted`}
                title={formatInstant(entry.created_at)}
              >
                {formatAgo(entry.created_at, now)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
