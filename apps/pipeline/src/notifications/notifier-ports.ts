import type { Kms } from '@cloudact/core/ports/kms'
import type { Logger } from '@cloudact/core/ports/logger'
import type { SecretRegistry } from '@cloudact/security/secret-registry'
import type { SendPorts } from './send-to-channel.ts'

/** What sending to an organization's channels stands on. */
export type NotifierPorts = SendPorts & {
  readonly kms: Kms
  readonly secrets: SecretRegistry
  readonly log: Logger
  readonly onOutcome: (outcome: 'delivered' | 'failed') => void
}
