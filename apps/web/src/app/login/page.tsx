import type { Metadata } from 'next'
import { Suspense } from 'react'
import { webEnvironment } from '../../env.ts'
import { AuthFrame } from '../../screens/auth/auth-frame.tsx'
import { LoginForm } from '../../screens/auth/login-form.tsx'

export const metadata: Metadata = { title: 'Sign in' }

export default function LoginPage() {
  return (
    <AuthFrame title="Sign in">
      <Suspense>
        <LoginForm demo={webEnvironment().demo} />
      </Suspense>
    </AuthFrame>
  )
}
