import { NextResponse, type NextRequest } from 'next/server'
import { contentSecurityPolicy } from './content-security-policy.ts'
import { webEnvironment } from './env.ts'
import { forwardedHeaders } from './forwarded-headers.ts'

/**
 * Same-origin door to the API service, and the nonce of the content security policy.
 *
 * The forwarding lives here and not in `rewrites()` because those are frozen into the build: one build must serve
 * any `API_BASE_URL`.
 */
export function proxy(request: NextRequest): NextResponse {
  const { pathname, search } = request.nextUrl
  if (pathname.startsWith('/api/')) {
    const { apiBaseUrl } = webEnvironment()
    const headers = forwardedHeaders(request.headers, request.nextUrl.protocol, apiBaseUrl)
    return NextResponse.rewrite(new URL(`${apiBaseUrl}${pathname}${search}`), { request: { headers } })
  }
  const nonce = btoa(crypto.randomUUID())
  const policy = contentSecurityPolicy(nonce, webEnvironment().development)
  const headers = new Headers(request.headers)
  headers.set('x-nonce', nonce)
  headers.set('Content-Security-Policy', policy)
  const response = NextResponse.next({ request: { headers } })
  response.headers.set('Content-Security-Policy', policy)
  return response
}

export const config = {
  matcher: ['/api/:path*', '/((?!_next/static|_next/image|icon.svg|favicon.ico).*)'],
}
