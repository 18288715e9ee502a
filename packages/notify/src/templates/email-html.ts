import type { Message, Priority } from '../message.ts'
import { escapeHtml } from './escape-html.ts'

const ACCENT: Readonly<Record<Priority, string>> = {
  low: '#4b5563',
  medium: '#2563eb',
  high: '#b45309',
  critical: '#b91c1c',
}

/** The message as HTML that needs no remote content. Everything that comes from a run or a person is escaped. */
export function emailHtml(message: Message): string {
  const rows = message.facts.map(
    (fact) =>
      `<tr><th align="left" style="padding:4px 16px 4px 0;font-weight:600;vertical-align:top">${escapeHtml(fact.label)}</th>` +
      `<td style="padding:4px 0">${escapeHtml(fact.value).replaceAll('\n', '<br>')}</td></tr>`,
  )
  return [
    '<!doctype html><html lang="en"><body style="margin:0;padding:24px;font-family:system-ui,sans-serif;color:#111827">',
    `<h1 style="font-size:18px;margin:0 0 12px;color:${ACCENT[message.priority]}">${escapeHtml(message.subject)}</h1>`,
    `<p style="margin:0 0 16px">${escapeHtml(message.summary).replaceAll('\n', '<br>')}</p>`,
    `<table style="border-collapse:collapse;font-size:14px">${rows.join('')}</table>`,
    link(message),
    '</body></html>',
  ].join('\n')
}

function link(message: Message): string {
  // Only web addresses become links: anything else in an href could run.
  if (!message.link || !/^https?:\/\//.test(message.link.url)) return ''
  return `<p style="margin:16px 0 0"><a href="${escapeHtml(message.link.url)}">${escapeHtml(message.link.label)}</a></p>`
}
