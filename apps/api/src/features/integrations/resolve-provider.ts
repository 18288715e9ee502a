import type { Catalog } from '@cloudact/catalog/catalog'
import type { Provider } from '@cloudact/catalog/provider'
import { AppError } from '@cloudact/core/errors'

export type ResolvedProvider = { readonly key: string; readonly provider: Provider }

/** The registry entry of a name or alias, in any case. Throws `not_found`. */
export function resolveProvider(catalog: Catalog, name: string): ResolvedProvider {
  const wanted = name.toLowerCase()
  const exact = catalog.providers.get(wanted)
  if (exact) return { key: wanted, provider: exact }
  for (const [key, provider] of catalog.providers) {
    if (provider.aliases.some((alias) => alias.toLowerCase() === wanted)) return { key, provider }
  }
  throw new AppError(
    'not_found',
    `"${name.slice(0, 60)}" is not a provider. The list of integrations names them all.`,
  )
}
