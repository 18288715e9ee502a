import type { Message } from '../message.ts'

/** The message as text for mail programs that show no HTML. */
export function plainText(message: Message): string {
  const width = Math.max(0, ...message.facts.map((fact) => fact.label.length))
  const facts = message.facts.map((fact) => `${`${fact.label}:`.padEnd(width + 2)}${fact.value}`)
  const link = message.link ? ['', `${message.link.label}: ${message.link.url}`] : []
  return [message.summary, '', ...facts, ...link, ''].join('\n')
}
