import Link from 'next/link'
import { paths } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { AuthFrame } from '../auth/auth-frame.tsx'

export function DeadInvitation() {
  return (
    <AuthFrame
      title="This invitation does not work any more"
      note="It was used, was withdrawn, or is older than 48 hours. Ask whoever invited you for a new one. If you accepted it before, just sign in."
    >
      <Button asChild size="md">
        <Link href={paths.login()}>Sign in</Link>
      </Button>
    </AuthFrame>
  )
}
