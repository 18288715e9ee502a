import type { Catalog } from '@cloudact/catalog/catalog'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Kms } from '@cloudact/core/ports/kms'
import type { Logger } from '@cloudact/core/ports/logger'
import type { SendLetter } from '@cloudact/core/ports/mail'
import type { Database } from '@cloudact/core/ports/sql'
import type { Warehouse } from '@cloudact/core/ports/warehouse'
import { routeOf } from '@cloudact/http/route'
import type { SecretRegistry } from '@cloudact/security/secret-registry'
import type { ResetLink } from './auth/reset-link.ts'
import type { ApiConfig } from './config.ts'

/** All a route handler may use. */
export type ApiContext = {
  readonly database: Database
  readonly warehouse: Warehouse
  /** The deployment's configuration; for what an organization sees, use `catalogFor`. */
  readonly catalog: Catalog
  /** The configuration as one organization has it: the demo talks to simulators, everybody else to the vendors. */
  readonly catalogFor: (org: OrgSlug) => Catalog
  readonly kms: Kms
  /** Whatever is registered here never leaves in a log line or an error. */
  readonly secrets: SecretRegistry
  readonly config: ApiConfig
  readonly clock: Clock
  readonly log: Logger
  /** Where the pipeline service listens, without a trailing slash. */
  readonly pipelineBaseUrl: string
  readonly rootKey: string
  /** Copies the data folder below its `backups` and answers the copy's name; absent where the database is elsewhere. */
  readonly takeSnapshot: ((now: number) => Promise<string>) | undefined
  /** The organization with simulated data, where there is one. */
  readonly demoOrg: OrgSlug | undefined
  /** Absent where the deployment has no mail server. */
  readonly sendLetter: SendLetter | undefined
  /** A one-time link to set a new password, made by the operator; undefined when nobody has the address. */
  readonly createResetLink: (email: string) => Promise<ResetLink | undefined>
}

/** Defines a route of the API service. */
export const route = routeOf<ApiContext>()
