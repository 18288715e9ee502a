import type { Foundation } from '../embedded/open-foundation.ts'
import type { Demo } from '../demo/open-demo.ts'

/** What api and pipeline share of a process's foundation. */
export function serviceParts(foundation: Foundation, demo?: Demo) {
  const { catalog, database, warehouse, kms, secrets, log, clock } = foundation
  return {
    database,
    warehouse,
    catalog,
    catalogFor: demo?.catalogFor ?? (() => catalog),
    kms,
    secrets,
    log,
    clock,
  }
}

/** Where a service of this machine listens. */
export type Listen = { readonly host: string; readonly port: number }
