'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { authAnswer } from '../../api/auth-answer.ts'
import { auth } from '../../api/auth-client.ts'
import { FormError } from '../../components/form-error.tsx'
import { paths, safeNext } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { destinationAfterSignIn } from './destination-after-sign-in.ts'
import { SignInForm } from './sign-in-form.tsx'

type Demo = { readonly email: string; readonly password: string }
type LoginFormProps = { readonly demo: Demo | undefined }

const linkStyles = 'text-accent underline underline-offset-2'

export function LoginForm({ demo }: LoginFormProps) {
  const router = useRouter()
  const client = useQueryClient()
  const next = safeNext(useSearchParams().get('next'))
  const goOn = async () => {
    client.clear()
    router.replace(await destinationAfterSignIn(client, next))
  }
  const openDemo = useMutation({
    mutationFn: async (account: Demo) => {
      await authAnswer(auth.signIn.email(account))
      await goOn()
    },
  })
  return (
    <>
      {demo ? (
        <div className="mb-6 space-y-2.5 border-y border-dashed border-rule-strong py-4">
          <p className="text-sm text-muted">
            This deployment carries a demo organization with sample data that went through the real pipelines.
          </p>
          <FormError error={openDemo.error} />
          <Button
            kind="primary"
            size="md"
            className="w-full"
            disabled={openDemo.isPending}
            onClick={() => openDemo.mutate(demo)}
          >
            Open the demo
          </Button>
        </div>
      ) : null}
      <SignInForm kind={demo ? 'outline' : 'primary'} onSignedIn={goOn} />
      <p className="mt-5 flex flex-wrap justify-between gap-x-4 gap-y-2 text-sm text-muted">
        <span>
          No account?{' '}
          <Link href={paths.signup()} className={linkStyles}>
            Sign up
          </Link>
        </span>
        <Link href={paths.forgotPassword()} className={linkStyles}>
          Forgot password?
        </Link>
      </p>
    </>
  )
}
