'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { SubmitEvent } from 'react'
import { authAnswer } from '../../api/auth-answer.ts'
import { auth } from '../../api/auth-client.ts'
import { FormError } from '../../components/form-error.tsx'
import { formText } from '../../format/form-text.ts'
import { Button } from '../../ui/button.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Field } from '../../ui/field.tsx'
import { CodeInput } from '../auth/code-input.tsx'

type ProveAppProps = {
  /** `otpauth://…` */
  readonly uri: string
  readonly onProven: () => void
  readonly onCancel: () => void
}

export function ProveApp({ uri, onProven, onCancel }: ProveAppProps) {
  const client = useQueryClient()
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const verify = useMutation({
    mutationFn: (code: string) => authAnswer(auth.twoFactor.verifyTotp({ code: code.replaceAll(' ', '') })),
    onSuccess: async () => {
      onProven()
      await client.invalidateQueries({ queryKey: ['me'] })
    },
  })
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    verify.mutate(formText(new FormData(event.currentTarget), 'code'))
  }
  return (
    <form onSubmit={submit} aria-label="Set up the second step" className="space-y-4">
      <div className="space-y-2">
        <p>
          Add an account in your authenticator app with this key, or{' '}
          <a href={uri} className="text-accent underline underline-offset-2">
            open the app on this device
          </a>
          .
        </p>
        <div className="flex items-start gap-2">
          <code
            aria-label="Key for the authenticator app"
            className="min-w-0 flex-1 rounded-md border border-rule-strong bg-sunken px-2.5 py-1.5 font-mono text-sm break-words"
          >
            {secret.match(/.{1,4}/g)?.join(' ')}
          </code>
          <CopyButton text={secret} label="Copy the key" />
        </div>
      </div>
      <FormError error={verify.error} />
      <Field label="Code" help="The six digits the app shows now.">
        {(control) => <CodeInput {...control} />}
      </Field>
      <div className="flex gap-2">
        <Button type="submit" kind="primary" size="md" disabled={verify.isPending}>
          Switch it on
        </Button>
        <Button kind="ghost" size="md" onClick={onCancel}>
          Cancel
        </Button>
      </div>
    </form>
  )
}
