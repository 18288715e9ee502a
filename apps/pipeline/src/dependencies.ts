import type { Catalog } from '@cloudact/catalog/catalog'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Kms } from '@cloudact/core/ports/kms'
import type { Logger } from '@cloudact/core/ports/logger'
import type { ProcedureStore } from '@cloudact/core/ports/procedures'
import type { Database } from '@cloudact/core/ports/sql'
import type { Warehouse } from '@cloudact/core/ports/warehouse'
import type { Mailer } from '@cloudact/notify/mailer'
import type { SecretRegistry } from '@cloudact/security/secret-registry'
import type { PipelineConfig } from './config.ts'

/** What the service is built on; opened and closed by its owner. */
export type PipelineDependencies = {
  readonly database: Database
  readonly warehouse: Warehouse
  readonly procedures: ProcedureStore
  /** The deployment's configuration; for what an organization sees, use `catalogFor`. */
  readonly catalog: Catalog
  /** The configuration as one organization has it: the demo talks to simulators, everybody else to the vendors. */
  readonly catalogFor: (org: OrgSlug) => Catalog
  readonly kms: Kms
  readonly secrets: SecretRegistry
  readonly config: PipelineConfig
  readonly log: Logger
  readonly clock: Clock
  /** Names this process among all that share the database. Another one after every start. */
  readonly instanceId: string
  readonly rootKey: string
  /** Absent where the deployment has no mail server. */
  readonly mailer?: Mailer
}
