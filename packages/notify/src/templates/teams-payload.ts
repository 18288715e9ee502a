import type { Message } from '../message.ts'

/** Body of a Teams workflow webhook: one adaptive card. */
export function teamsPayload(message: Message): object {
  return {
    type: 'message',
    attachments: [
      {
        contentType: 'application/vnd.microsoft.card.adaptive',
        content: {
          $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
          type: 'AdaptiveCard',
          version: '1.4',
          body: [
            {
              type: 'TextBlock',
              size: 'Medium',
              weight: 'Bolder',
              wrap: true,
              text: escapeMarkdown(message.subject),
            },
            { type: 'TextBlock', wrap: true, text: escapeMarkdown(message.summary) },
            {
              type: 'FactSet',
              facts: message.facts.map((fact) => ({
                title: escapeMarkdown(fact.label),
                value: escapeMarkdown(fact.value),
              })),
            },
          ],
          actions: message.link
            ? [{ type: 'Action.OpenUrl', title: message.link.label, url: message.link.url }]
            : [],
        },
      },
    ],
  }
}

/** Card texts are Markdown: a link or image in an error message must stay text. */
function escapeMarkdown(text: string): string {
  return text.replace(/[\\`*_[\]<>]/g, '\\$&')
}
