import { byExactness, type PriceBook } from './price-book.ts'

/** Asks two lists: the more exact price counts, of equally exact ones that of the first list. */
export function layerPriceBooks(first: PriceBook, second: PriceBook): PriceBook {
  return {
    find(query) {
      const preferred = first.find(query)
      const other = second.find(query)
      if (!preferred || !other) return preferred ?? other
      return byExactness(preferred, other) <= 0 ? preferred : other
    },
  }
}
