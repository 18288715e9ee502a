'use client'

import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter } from 'next/navigation'
import { useSignInOptions } from '../../api/use-sign-in-options.ts'
import { paths } from '../../paths.ts'
import { Notice } from '../../ui/notice.tsx'
import { destinationAfterSignIn } from './destination-after-sign-in.ts'
import { SignUpFields } from './sign-up-fields.tsx'

export function SignupForm() {
  const router = useRouter()
  const client = useQueryClient()
  const closed = useSignInOptions().data?.sign_up === false
  const goOn = async () => {
    client.clear()
    router.replace(await destinationAfterSignIn(client, undefined))
  }
  return (
    <>
      {closed ? (
        <Notice kind="info">
          New accounts are made by invitation here. Ask an owner or admin of your organization to invite you,
          then open the link you get.
        </Notice>
      ) : (
        <SignUpFields onSignedUp={goOn} />
      )}
      <p className="mt-5 text-sm text-muted">
        Have an account?{' '}
        <Link href={paths.login()} className="text-accent underline underline-offset-2">
          Sign in
        </Link>
      </p>
    </>
  )
}
