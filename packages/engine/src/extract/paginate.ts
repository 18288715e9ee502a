import { AppError } from '@cloudact/core/errors'
import { valueAt } from '../json-path.ts'
import { JsonNumber, type JsonValue } from '../json-source.ts'
import type { Pagination } from './extract-config.ts'

/** Where a round of pages stands. Plain data: it is stored between attempts. */
export type Position =
  | { readonly at: 'start' }
  | { readonly at: 'token'; readonly token: string }
  | { readonly at: 'number'; readonly number: number }
  | { readonly at: 'url'; readonly url: string }

export type PageAnswer = {
  readonly json: JsonValue
  readonly headers: Readonly<Record<string, string>>
  /** Records on the page. */
  readonly count: number
  /** URL the page came from. */
  readonly url: string
}

/** Adds what asks for a page to the query and body. */
export function pageParameters(
  pagination: Pagination,
  position: Position,
): { readonly query: Record<string, string>; readonly body: Record<string, string> } {
  const query: Record<string, string> = {}
  const body: Record<string, string> = {}
  if (pagination.type === 'none') return { query, body }
  const target = pagination.type === 'cursor' && pagination.in === 'body' ? body : query
  if (pagination.limit !== undefined) target[pagination.limit_param] = String(pagination.limit)
  if (pagination.type === 'cursor' && position.at === 'token') target[pagination.param] = position.token
  if (pagination.type === 'offset' || pagination.type === 'page') {
    target[pagination.param] = String(position.at === 'number' ? position.number : pagination.start)
  }
  return { query, body }
}

/** The position after an answer, `null` when it was the last page. */
export function nextPosition(
  pagination: Pagination,
  position: Position,
  answer: PageAnswer,
): Position | null {
  if (pagination.type === 'none') return null
  if (pagination.has_more_path !== undefined && valueAt(answer.json, pagination.has_more_path) === false)
    return null
  switch (pagination.type) {
    case 'cursor': {
      const token = textAt(answer.json, pagination.response_path)
      return token === undefined ? null : { at: 'token', token }
    }
    case 'link': {
      const link =
        pagination.response_path === undefined
          ? linkHeader(answer.headers.link)
          : textAt(answer.json, pagination.response_path)
      return link === undefined ? null : { at: 'url', url: sameOrigin(link, answer.url) }
    }
    // Only an empty page or the vendor's own count is the end: a page shorter than the limit may be the vendor's cap.
    case 'offset': {
      const next = (position.at === 'number' ? position.number : pagination.start) + answer.count
      return answer.count === 0 || reached(next - pagination.start, pagination.total_path, answer.json)
        ? null
        : { at: 'number', number: next }
    }
    case 'page': {
      const next = (position.at === 'number' ? position.number : pagination.start) + 1
      return answer.count === 0 || reached(next - pagination.start, pagination.total_path, answer.json)
        ? null
        : { at: 'number', number: next }
    }
  }
}

function reached(done: number, totalPath: string | undefined, json: JsonValue): boolean {
  const total = totalPath === undefined ? undefined : valueAt(json, totalPath)
  return total instanceof JsonNumber && done >= Number(total.source)
}

/** A token as text; numbers are tokens too. Missing, null, false and empty mean there is none. */
function textAt(json: JsonValue, path: string): string | undefined {
  const value = valueAt(json, path)
  if (value instanceof JsonNumber) return value.source
  return typeof value === 'string' && value !== '' ? value : undefined
}

/** URL of `rel="next"` in a Link header (RFC 8288). */
function linkHeader(header: string | undefined): string | undefined {
  for (const match of (header ?? '').matchAll(
    /<([^>]*)>((?:\s*;\s*[^\s=;,]+(?:\s*=\s*(?:"[^"]*"|[^\s;,"]*))?)*)/g,
  )) {
    const relation = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]*))/i.exec(match[2] ?? '')
    if ((relation?.[1] ?? relation?.[2] ?? '').toLowerCase().split(/\s+/).includes('next')) return match[1]
  }
  return undefined
}

/** The credential goes along to the next page, so that must be the same server. */
function sameOrigin(link: string, from: string): string {
  const url = URL.parse(link, from)
  if (url?.origin !== new URL(from).origin) {
    throw new AppError(
      'invalid_input',
      'The provider sent a next-page link to another host. It is not followed, because the credential would go with it.',
    )
  }
  return url.href
}
