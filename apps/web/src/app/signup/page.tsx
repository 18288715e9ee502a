import type { Metadata } from 'next'
import { AuthFrame } from '../../screens/auth/auth-frame.tsx'
import { SignupForm } from '../../screens/auth/signup-form.tsx'

export const metadata: Metadata = { title: 'Sign up' }

export default function SignupPage() {
  return (
    <AuthFrame
      title="Create your account"
      note="Next you name your organization. Nothing leaves this deployment."
    >
      <SignupForm />
    </AuthFrame>
  )
}
