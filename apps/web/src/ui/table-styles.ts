/** Shared look of every table: hairlines, small figures, no zebra. */
export const tableStyles = 'w-full border-collapse text-sm'
export const headStyles =
  'border-b py-1.5 pr-4 text-left align-bottom text-2xs font-medium whitespace-nowrap text-faint last:pr-0'
export const cellStyles = 'border-b py-1.5 pr-4 align-baseline last:pr-0'
