'use client'

import { useState } from 'react'
import { useSession } from '../../api/use-session.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { Badge } from '../../ui/badge.tsx'
import { Button } from '../../ui/button.tsx'
import { Loading } from '../../ui/loading.tsx'
import { Section } from '../../ui/section.tsx'
import { BackupCodes } from './backup-codes.tsx'
import { SetUpTwoFactor } from './set-up-two-factor.tsx'
import { TwoFactorSettings } from './two-factor-settings.tsx'

/** The second step of signing in: off, being set up, or on. */
export function TwoFactorSection() {
  const session = useSession()
  const [settingUp, setSettingUp] = useState(false)
  const [codes, setCodes] = useState<readonly string[]>()
  const on = session.data?.user.twoFactorEnabled === true
  return (
    <Section
      title="Second step at sign-in"
      actions={session.data ? <Badge tone={on ? 'ok' : 'neutral'}>{on ? 'on' : 'off'}</Badge> : null}
    >
      <div className="space-y-4 pt-3 text-sm">
        {session.error ? (
          <ErrorState error={session.error} what="The setting" onRetry={() => void session.refetch()} />
        ) : null}
        {session.isPending ? <Loading label="Loading the setting" rows={2} /> : null}
        {codes ? <BackupCodes codes={codes} /> : null}
        {session.data && !on && !settingUp ? (
          <>
            <p className="text-muted">
              Signing in then takes your password and a code of an authenticator app on your phone.
            </p>
            <Button size="md" onClick={() => setSettingUp(true)}>
              Set it up
            </Button>
          </>
        ) : null}
        {session.data && !on && settingUp ? (
          <SetUpTwoFactor
            onDone={(fresh) => {
              setCodes(fresh)
              setSettingUp(false)
            }}
            onCancel={() => setSettingUp(false)}
          />
        ) : null}
        {on ? <TwoFactorSettings onCodes={setCodes} /> : null}
      </div>
    </Section>
  )
}
