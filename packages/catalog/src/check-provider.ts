import type { ValueFault } from './check-value.ts'
import type { Provider } from './provider.ts'

/** Forms of `final_rule`: when a month can no longer change. */
const FINAL_RULE =
  /^(days_after_month_end:\d+|day_of_next_month:\d+|invoice_and_unchanged:\d+|owned_by_bill|immediate)$/

/** What is wrong with providers beyond their shape: shared names, unusable patterns, unknown tables and seeds. */
export function providerFaults(
  providers: ReadonlyMap<string, Provider>,
  known: { readonly tables: { has(name: string): boolean }; readonly seeds: { has(path: string): boolean } },
): ValueFault[] {
  const faults: ValueFault[] = []
  const owners = new Map([...providers.keys()].map((key) => [key, key]))
  for (const [key, provider] of providers) {
    const add = (path: readonly (string | number)[], reason: string): void => {
      faults.push({ path: ['providers', key, ...path], reason })
    }
    provider.aliases.forEach((alias, index) => {
      const owner = owners.get(alias.toLowerCase())
      if (owner !== undefined) add(['aliases', index], `"${alias}" already names the provider "${owner}".`)
      owners.set(alias.toLowerCase(), key)
    })
    for (const list of ['credential_fields', 'metadata_fields'] as const) {
      provider[list].forEach((field, index) => {
        if (provider[list].findIndex((other) => other.name === field.name) !== index) {
          add([list, index, 'name'], `The field "${field.name}" appears twice.`)
        }
        if (field.pattern !== undefined && !isPattern(field.pattern))
          add([list, index, 'pattern'], 'This is not a regular expression.')
      })
    }
    if (provider.validation.kind === 'http' && provider.api_base_url === undefined) {
      add(['validation'], 'Validation by HTTP needs api_base_url.')
    }
    if (!FINAL_RULE.test(provider.final_rule)) {
      add(
        ['final_rule'],
        'Use days_after_month_end:N, day_of_next_month:N, invoice_and_unchanged:N, owned_by_bill or immediate.',
      )
    }
    provider.data_tables.forEach((table, index) => {
      if (!known.tables.has(table))
        add(['data_tables', index], `There is no table "${table}" in schemas/org.`)
    })
    if (provider.seed_path !== undefined && !known.seeds.has(provider.seed_path)) {
      add(['seed_path'], `There is no file seed/${provider.seed_path}.`)
    }
  }
  return faults
}

function isPattern(text: string): boolean {
  try {
    return new RegExp(text) instanceof RegExp
  } catch {
    return false // Reported by the caller with its place.
  }
}
