import { clsx, type ClassValue } from 'clsx'
import { extendTailwindMerge } from 'tailwind-merge'

const merge = extendTailwindMerge({
  extend: { classGroups: { 'font-size': [{ text: ['2xs', 'sm', 'base'] }] } },
})

/** Joins class names; a later utility replaces an earlier one of the same kind. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values))
}
