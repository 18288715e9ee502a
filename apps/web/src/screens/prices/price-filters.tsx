import { X } from 'lucide-react'
import { useCallback } from 'react'
import { FilterList, withChosen } from '../../components/filter-list.tsx'
import { NO_PRICE_FILTER, PRICE_SOURCES } from '../../state/price-state.ts'
import { Button } from '../../ui/button.tsx'
import { SearchInput } from '../costs/search-input.tsx'
import type { PriceFilter } from './matching-lines.ts'
import type { PriceSource } from './price-line.ts'
import { SOURCE_LABELS } from './price-words.ts'

type Change = {
  readonly q?: string | null
  readonly providers?: string[] | null
  readonly sources?: PriceSource[] | null
  readonly page: null
}

type PriceFiltersProps = {
  readonly filter: PriceFilter
  readonly providers: readonly string[]
  readonly onChange: (change: Change) => void
}

export function PriceFilters({ filter, providers, onChange }: PriceFiltersProps) {
  const search = useCallback((q: string) => onChange({ q: q || null, page: null }), [onChange])
  const filtered = filter.q !== '' || filter.providers.length > 0 || filter.sources.length > 0
  const choices = providers.map((value) => ({ value, label: value }))
  return (
    <div role="search" aria-label="Price filters" className="mb-4 flex flex-wrap items-center gap-2">
      <SearchInput label="Search prices" value={filter.q} onChange={search} />
      <FilterList
        label="Provider"
        choices={withChosen(choices, filter.providers)}
        selected={filter.providers}
        onChange={(chosen) => onChange({ providers: chosen.length > 0 ? chosen : null, page: null })}
      />
      <FilterList
        label="Whose price"
        choices={PRICE_SOURCES.map((value) => ({ value, label: SOURCE_LABELS[value] }))}
        selected={filter.sources}
        onChange={(chosen) => {
          const sources = PRICE_SOURCES.filter((source) => chosen.includes(source))
          onChange({ sources: sources.length > 0 ? sources : null, page: null })
        }}
      />
      {filtered ? (
        <Button kind="ghost" onClick={() => onChange({ ...NO_PRICE_FILTER, page: null })}>
          <X aria-hidden /> Clear filters
        </Button>
      ) : null}
    </div>
  )
}
