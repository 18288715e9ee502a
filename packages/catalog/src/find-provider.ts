import { AppError } from '@cloudact/core/errors'
import type { Catalog } from './catalog.ts'
import type { Provider } from './provider.ts'

/** A provider by key or alias, case ignored (`OPENAI`, `claude`, `GCP_SA`). Undefined when there is none. */
export function findProvider(
  catalog: Catalog,
  name: string,
): { readonly key: string; readonly provider: Provider } | undefined {
  const wanted = name.toLowerCase()
  const exact = catalog.providers.get(wanted)
  if (exact) return { key: wanted, provider: exact }
  for (const [key, provider] of catalog.providers) {
    if (provider.aliases.some((alias) => alias.toLowerCase() === wanted)) return { key, provider }
  }
  return undefined
}

/** As `findProvider`; throws `not_found`. */
export function requireProvider(
  catalog: Catalog,
  name: string,
): { readonly key: string; readonly provider: Provider } {
  const found = findProvider(catalog, name)
  if (!found)
    throw new AppError(
      'not_found',
      `There is no provider "${name.slice(0, 60)}". Known: ${[...catalog.providers.keys()].join(', ')}.`,
    )
  return found
}
