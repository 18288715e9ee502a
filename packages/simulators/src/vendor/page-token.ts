import { createHash } from 'node:crypto'

/** A token for the bucket a page goes on with; it is good for the query it was made for only. */
export function makePageToken(index: number, query: string): string {
  return `page_${Buffer.from(`${index}:${digest(query)}`).toString('base64url')}`
}

/** The bucket a token goes on with; undefined when it belongs to another query. */
export function readPageToken(token: string, query: string): number | undefined {
  const [index, identity] = Buffer.from(token.replace(/^page_/, ''), 'base64url')
    .toString()
    .split(':')
  return identity === digest(query) && /^\d+$/.test(index ?? '') ? Number(index) : undefined
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
