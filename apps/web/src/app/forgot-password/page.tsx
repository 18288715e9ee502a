import type { Metadata } from 'next'
import Link from 'next/link'
import { paths } from '../../paths.ts'
import { AuthFrame } from '../../screens/auth/auth-frame.tsx'
import { ForgotPasswordForm } from '../../screens/auth/forgot-password-form.tsx'

export const metadata: Metadata = { title: 'Forgot password' }

export default function ForgotPasswordPage() {
  return (
    <AuthFrame title="Forgot your password?">
      <ForgotPasswordForm />
      <p className="mt-5 text-sm">
        <Link href={paths.login()} className="text-accent underline underline-offset-2">
          Back to sign in
        </Link>
      </p>
    </AuthFrame>
  )
}
