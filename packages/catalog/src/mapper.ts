import { z } from 'zod'

/** How a column is made: from a column of the file or a constant, then the changes in the order they stand here. */
export const MappedColumn = z.strictObject({
  /** Column of the file, as its header spells it. */
  from: z.string().min(1).optional(),
  constant: z.string().min(1).optional(),
  /** Text of the file → text to store. */
  values: z.record(z.string(), z.string()).optional(),
  /** What becomes of a text that `values` lacks. */
  otherwise: z.enum(['refuse', 'keep', 'empty']).default('refuse'),
  /** Of an instant: how it is written when not as the mapper says. */
  date_format: z.string().optional(),
  /** Of an instant: the beginning of its day or month. */
  start_of: z.enum(['day', 'month']).optional(),
  add_months: z.number().int().optional(),
  add_days: z.number().int().optional(),
  /** Of an amount: a decimal it is multiplied by, as "0.01" for cents. */
  multiply_by: z.string().optional(),
  /** Of an amount: written with the other sign, as credits that are listed as positive. */
  negate: z.boolean().default(false),
})
export type MappedColumn = z.output<typeof MappedColumn>

/** `configs/mappers/<name>.yml`: how CSV files of some other shape become FOCUS rows. */
export const Mapper = z.strictObject({
  name: z.string().min(1),
  description: z.string().default(''),
  delimiter: z.enum([',', ';', '\t', '|']).default(','),
  /** Lines above the header. */
  skip_lines: z.number().int().min(0).max(100).default(0),
  decimal_separator: z.enum(['.', ',']).default('.'),
  thousands_separator: z.enum(['', '.', ',', ' ', "'"]).default(''),
  /** Tokens YYYY, YY, MM, M, DD, D, HH, H, mm, ss. */
  date_format: z.string().default('YYYY-MM-DD'),
  /** Of the file's times. */
  utc_offset: z
    .string()
    .regex(/^[+-]\d{2}:\d{2}$/, 'an offset looks like +02:00')
    .default('+00:00'),
  /** Columns of the file that every row must fill. */
  required: z.array(z.string().min(1)).default([]),
  /** FOCUS columns, and `x_…` columns of your own. */
  columns: z.record(z.string(), MappedColumn),
})
export type Mapper = z.output<typeof Mapper>
