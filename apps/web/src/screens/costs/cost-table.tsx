'use client'

import {
  columnVisibilityFeature,
  createSortedRowModel,
  FlexRender,
  rowSortingFeature,
  tableFeatures,
  useTable,
  type ColumnDef,
} from '@tanstack/react-table'
import { useMemo, type MouseEvent } from 'react'
import type { CostRow } from '../../api/shapes.ts'
import { canSortRowsBy } from '../../api/row-order.ts'
import { cn } from '../../ui/class-names.ts'
import { cellStyles, headStyles, tableStyles } from '../../ui/table-styles.ts'
import { compareCells } from './compare-cells.ts'
import { CostTotals, type CostTotal } from './cost-totals.tsx'
import { CostCell } from './cost-cell.tsx'
import { phoneClass, type CostColumn } from './cost-columns.ts'
import { SortHeader } from './sort-header.tsx'

const features = tableFeatures({
  columnVisibilityFeature,
  rowSortingFeature,
  sortedRowModel: createSortedRowModel(),
})

type CostTableProps = {
  readonly columns: readonly CostColumn[]
  readonly visible: readonly string[]
  readonly rows: readonly CostRow[]
  /** In which hours of charges are shown. */
  readonly timeZone: string
  /** The rows are one page in the server's order; only columns it can sort by are sortable. */
  readonly serverSorted: boolean
  readonly sort: string | null
  readonly order: 'asc' | 'desc'
  readonly caption: string
  /** Whether a person picked the columns; else a phone shows fewer of them. */
  readonly chosen: boolean
  /** Sums per currency, for a table of groups. */
  readonly totals: readonly CostTotal[]
  readonly onSort: (sort: string, order: 'asc' | 'desc') => void
  /** Opens a row by its index; absent when rows have no detail. */
  readonly onOpen: ((index: number) => void) | undefined
  /** Where the name of a group leads: its charges. */
  readonly hrefOf: ((row: CostRow, column: string) => string | undefined) | undefined
}

export function CostTable({
  columns,
  visible,
  rows,
  timeZone,
  serverSorted,
  sort,
  order,
  caption,
  chosen,
  totals,
  onSort,
  onOpen,
  hrefOf,
}: CostTableProps) {
  const definitions = useMemo(
    () =>
      columns.map((column): ColumnDef<typeof features, CostRow> => ({
        id: column.id,
        header: column.label,
        accessorFn: (row) => row[column.id] ?? null,
        cell: ({ row }) => (
          <CostCell
            row={row.original}
            id={column.id}
            kind={column.kind}
            timeZone={timeZone}
            href={hrefOf?.(row.original, column.id)}
          />
        ),
        sortFn: (a, b) =>
          compareCells(a.original[column.id] ?? null, b.original[column.id] ?? null, column.kind),
      })),
    [columns, hrefOf, timeZone],
  )
  const data = useMemo(() => [...rows], [rows])
  const table = useTable({
    features,
    columns: definitions,
    data,
    manualSorting: serverSorted,
    state: {
      sorting: sort ? [{ id: sort, desc: order === 'desc' }] : [],
      columnVisibility: Object.fromEntries(columns.map((column) => [column.id, visible.includes(column.id)])),
    },
  })
  const kinds = new Map(columns.map((column) => [column.id, column.kind]))
  const isFigure = (id: string) => ['money', 'quantity', 'ratio'].includes(kinds.get(id) ?? 'text')
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={caption}>
      <table className={tableStyles}>
        <caption className="sr-only">{caption}</caption>
        <thead>
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.map((header) => (
                <SortHeader
                  key={header.id}
                  label={String(header.column.columnDef.header)}
                  direction={sort === header.column.id ? order : undefined}
                  alignRight={isFigure(header.column.id)}
                  className={cn(headStyles, phoneClass(header.column.id, chosen))}
                  onSort={
                    serverSorted && !canSortRowsBy(header.column.id)
                      ? undefined
                      : (next) => onSort(header.column.id, next)
                  }
                />
              ))}
            </tr>
          ))}
        </thead>
        <tbody>
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              className={cn('hover:bg-sunken/60', onOpen && 'cursor-pointer')}
              onClick={(event) => {
                if (opensRow(event)) onOpen?.(row.index)
              }}
            >
              {row.getVisibleCells().map((cell, position) => (
                <td
                  key={cell.id}
                  className={cn(
                    cellStyles,
                    isFigure(cell.column.id) ? 'text-right' : textClass(cell.column.id),
                    phoneClass(cell.column.id, chosen),
                  )}
                >
                  {onOpen && position === 0 ? (
                    <button
                      type="button"
                      aria-haspopup="dialog"
                      onClick={() => onOpen(row.index)}
                      className="text-left underline decoration-rule-strong underline-offset-4 hover:decoration-accent"
                    >
                      <FlexRender cell={cell} />
                      <span className="sr-only">, open the charge</span>
                    </button>
                  ) : (
                    <FlexRender cell={cell} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
        <CostTotals
          columns={columns.filter((column) => visible.includes(column.id))}
          totals={totals}
          chosen={chosen}
        />
      </table>
    </div>
  )
}

/** A click anywhere in a row opens it, but selecting text and following a link or button inside do not. */
function opensRow(event: MouseEvent<HTMLTableRowElement>): boolean {
  const inside = event.target instanceof Element && event.target.closest('a, button')
  return !inside && !window.getSelection()?.toString()
}

/** Names wrap between words and are never cut; a description takes what room is left. */
function textClass(column: string): string {
  if (column === 'ChargeDescription') return 'min-w-60 break-words'
  return /^(ServiceName|service)$/.test(column) ? 'min-w-36 max-w-64 break-words' : 'max-w-64 break-words'
}
