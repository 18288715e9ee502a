import { describe, expect, it } from 'vitest'
import { forwardedHeaders } from './forwarded-headers.ts'

const API = 'http://127.0.0.1:8000'
const forward = (headers: Record<string, string>) => forwardedHeaders(new Headers(headers), 'http:', API)

describe('forwardedHeaders', () => {
  it('gives our own pages the origin of the API', () => {
    const headers = forward({
      host: 'costs.example:3000',
      origin: 'http://costs.example:3000',
      cookie: 'a=b',
    })
    expect(headers.get('origin')).toBe(API)
    expect(headers.get('x-forwarded-host')).toBe('costs.example:3000')
    expect(headers.get('cookie')).toBe('a=b')
  })

  it('recognizes our own pages behind a proxy that ends TLS', () => {
    expect(forward({ host: 'costs.example', origin: 'https://costs.example' }).get('origin')).toBe(API)
  })

  it.each(['https://evil.example', 'http://costs.example:3001', 'null', 'http://costs.example.evil.example'])(
    'leaves the foreign origin %s for the API to refuse',
    (origin) => {
      expect(forward({ host: 'costs.example:3000', origin }).get('origin')).toBe(origin)
    },
  )

  it('invents no origin', () => {
    expect(forward({ host: 'costs.example:3000' }).has('origin')).toBe(false)
  })
})
