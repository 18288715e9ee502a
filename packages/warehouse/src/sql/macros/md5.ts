import type { Macro } from '../macro.ts'

/** The MD5 of a text's UTF-8 bytes as 32 lower-case hexadecimal digits: an identifier, not a protection. */
export const md5: Macro = {
  name: 'md5',
  usage: '{{md5(text)}}',
  arity: { min: 1, max: 1 },
  duckdb: (call) => `md5(${call.arg(0)})`,
  bigquery: (call) => `TO_HEX(MD5(${call.arg(0)}))`,
}
