import type { Metadata } from 'next'
import { AuthFrame } from '../../screens/auth/auth-frame.tsx'
import { ResetPasswordForm } from '../../screens/auth/reset-password-form.tsx'

export const metadata: Metadata = { title: 'New password', referrer: 'no-referrer' }

export default function ResetPasswordPage() {
  return (
    <AuthFrame title="Set a new password">
      <ResetPasswordForm />
    </AuthFrame>
  )
}
