import { fileURLToPath } from 'node:url'
import type { NextConfig } from 'next'

const SECURITY_HEADERS = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'strict-origin-when-cross-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
]

/** The content security policy carries a nonce per request and is therefore set in `src/proxy.ts`. */
const config: NextConfig = {
  poweredByHeader: false,
  reactStrictMode: true,
  /** Checked once for the whole repository by `npm run typecheck`. */
  typescript: { ignoreBuildErrors: true },
  turbopack: { root: fileURLToPath(new URL('../..', import.meta.url)) },
  headers: () => Promise.resolve([{ source: '/:path*', headers: SECURITY_HEADERS }]),
}

export default config
