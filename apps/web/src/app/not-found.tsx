import Link from 'next/link'
import { paths } from '../paths.ts'
import { AuthFrame } from '../screens/auth/auth-frame.tsx'
import { Button } from '../ui/button.tsx'

export default function NotFound() {
  return (
    <AuthFrame
      title="There is no page at this address"
      note="It may be mistyped, or what was here has moved."
    >
      <Button asChild size="md">
        <Link href={paths.home()}>Go to the start page</Link>
      </Button>
    </AuthFrame>
  )
}
