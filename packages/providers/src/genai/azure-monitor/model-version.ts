import type { Catalog } from '@cloudact/catalog/catalog'

/**
 * Name and version of a deployed model as the price list has it: `gpt-4o`, `2024-08-06` → `gpt-4o-2024-08-06` where
 * versions of the model are listed one by one, else the name alone. A version that is missing among listed ones has
 * no price.
 */
export function modelVersions(catalog: Catalog): (name: string, version: string) => string {
  const file = catalog.providers.get('azure_openai')?.seed_path ?? 'azure_openai/pricing.csv'
  const listed = new Set((catalog.seeds.get(file) ?? []).map((row) => row['model'] ?? ''))
  const versioned = new Set(
    [...listed].flatMap((model) => /^(.+?)-(\d{4}-\d{2}-\d{2}|\d{4})$/.exec(model)?.[1] ?? []),
  )
  return (name, version) => {
    const model = name.toLowerCase()
    if (version === '' || !versioned.has(model)) return model
    return `${model}-${version.toLowerCase()}`
  }
}
