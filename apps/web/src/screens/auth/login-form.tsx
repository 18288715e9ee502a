'use client'

import { useQueryClient } from '@tanstack/react-query'
import Link from 'next/link'
import { useRouter, useSearchParams } from 'next/navigation'
import { useState, type SubmitEvent } from 'react'
import { auth } from '../../api/auth-client.ts'
import { paths, safeNext } from '../../paths.ts'
import { Button } from '../../ui/button.tsx'
import { Field } from '../../ui/field.tsx'
import { Input } from '../../ui/input.tsx'
import { Notice } from '../../ui/notice.tsx'
import { destinationAfterSignIn } from './destination-after-sign-in.ts'
import { formText } from '../../format/form-text.ts'

type LoginFormProps = { readonly demo: { readonly email: string; readonly password: string } | undefined }

export function LoginForm({ demo }: LoginFormProps) {
  const router = useRouter()
  const client = useQueryClient()
  const next = safeNext(useSearchParams().get('next'))
  const [message, setMessage] = useState<string>()
  const [busy, setBusy] = useState(false)

  const signIn = async (email: string, password: string) => {
    setBusy(true)
    setMessage(undefined)
    const result = await auth.signIn.email({ email, password })
    if (result.error) {
      setBusy(false)
      setMessage(
        result.error.status === 401
          ? 'E-mail and password do not match an account.'
          : (result.error.message ?? 'Signing in failed. The API service may still be starting; try again.'),
      )
      return
    }
    client.clear()
    router.replace(await destinationAfterSignIn(client, next))
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    const form = new FormData(event.currentTarget)
    void signIn(formText(form, 'email'), formText(form, 'password'))
  }
  return (
    <>
      {demo ? (
        <div className="mb-6 border-y border-dashed border-rule-strong py-4">
          <p className="mb-2.5 text-sm text-muted">
            This deployment carries a demo organization with sample data that went through the real pipelines.
          </p>
          <Button
            kind="primary"
            size="md"
            className="w-full"
            disabled={busy}
            onClick={() => void signIn(demo.email, demo.password)}
          >
            Open the demo
          </Button>
        </div>
      ) : null}
      <form onSubmit={submit} className="space-y-4">
        {message ? <Notice kind="danger">{message}</Notice> : null}
        <Field label="E-mail">
          {(control) => <Input {...control} name="email" type="email" autoComplete="email" required />}
        </Field>
        <Field label="Password">
          {(control) => (
            <Input {...control} name="password" type="password" autoComplete="current-password" required />
          )}
        </Field>
        <Button
          type="submit"
          kind={demo ? 'outline' : 'primary'}
          size="md"
          className="w-full"
          disabled={busy}
        >
          {busy ? 'Signing in…' : 'Sign in'}
        </Button>
      </form>
      <p className="mt-5 text-sm text-muted">
        No account?{' '}
        <Link href={paths.signup()} className="text-accent underline underline-offset-2">
          Sign up
        </Link>
      </p>
    </>
  )
}
