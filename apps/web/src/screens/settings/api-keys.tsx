'use client'

import { useState } from 'react'
import type { ApiKey } from '../../api/shapes.ts'
import { useApiKeys } from '../../api/use-api-keys.ts'
import { useMakeApiKey } from '../../api/use-make-api-key.ts'
import { useRevokeApiKey } from '../../api/use-revoke-api-key.ts'
import { ConfirmDialog } from '../../components/confirm-dialog.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { FormError } from '../../components/form-error.tsx'
import { SecretOnce } from '../../components/secret-once.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Section } from '../../ui/section.tsx'
import { ApiKeyForm } from './api-key-form.tsx'
import { ApiKeyRow } from './api-key-row.tsx'

type ApiKeysProps = { readonly org: string }
type Ending = { readonly how: 'rotate' | 'revoke'; readonly apiKey: ApiKey }

/** The organization's keys for those who may make, rotate and revoke them. */
export function ApiKeys({ org }: ApiKeysProps) {
  const keys = useApiKeys(org)
  const make = useMakeApiKey(org)
  const rotate = useMakeApiKey(org)
  const revoke = useRevokeApiKey(org)
  const [making, setMaking] = useState(false)
  const [ending, setEnding] = useState<Ending>()
  const [fresh, setFresh] = useState<string>()
  const busy = rotate.isPending || revoke.isPending
  const show = { onSuccess: (made: { api_key: string }) => setFresh(made.api_key) }
  const end = ({ how, apiKey: { api_key_id: id } }: Ending) => {
    setFresh(undefined)
    if (how === 'rotate') rotate.mutate({ replaces: id }, show)
    else revoke.mutate(id)
  }
  return (
    <Section
      title="API keys"
      note="for programs, in the X-API-Key header"
      actions={
        <Button
          onClick={() => {
            make.reset()
            setMaking(true)
          }}
        >
          New key
        </Button>
      }
    >
      <div className="space-y-3 pt-1">
        {keys.error ? (
          <ErrorState error={keys.error} what="The keys" onRetry={() => void keys.refetch()} />
        ) : null}
        {keys.isPending ? <Loading label="Loading the keys" rows={3} /> : null}
        <FormError error={rotate.error ?? revoke.error} />
        {fresh ? <SecretOnce label="API key" secret={fresh} /> : null}
        {keys.data?.api_keys.length === 0 ? (
          <p className="py-2 text-sm text-muted">There is no key. Programs cannot read anything yet.</p>
        ) : null}
        <ul aria-label="API keys" className="divide-y">
          {keys.data?.api_keys.map((apiKey) => (
            <ApiKeyRow
              key={apiKey.api_key_id}
              apiKey={apiKey}
              busy={busy}
              onRotate={() => setEnding({ how: 'rotate', apiKey })}
              onRevoke={() => setEnding({ how: 'revoke', apiKey })}
            />
          ))}
        </ul>
      </div>
      <Dialog open={making} onOpenChange={setMaking} title="New API key">
        <ApiKeyForm
          busy={make.isPending}
          error={make.error}
          onCancel={() => setMaking(false)}
          onSubmit={(wanted) =>
            make.mutate(wanted, {
              onSuccess: (made) => {
                setFresh(made.api_key)
                setMaking(false)
              },
            })
          }
        />
      </Dialog>
      <ConfirmDialog
        open={ending !== undefined}
        onOpenChange={(open) => {
          if (!open) setEnding(undefined)
        }}
        title={ending?.how === 'rotate' ? 'Rotate the key?' : 'Revoke the key?'}
        description={
          ending?.how === 'rotate'
            ? 'It stops working within a second, and a new one takes its name, rights and end. Programs that use it fail until they have the new one.'
            : 'It stops working within a second, for good. Programs that use it fail from then on.'
        }
        action={ending?.how === 'rotate' ? 'Rotate' : 'Revoke'}
        busy={busy}
        onConfirm={() => {
          if (ending) end(ending)
        }}
      />
    </Section>
  )
}
