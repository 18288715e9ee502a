import type { Macro, MacroCall } from '../macro.ts'

/** The first match of an RE2 pattern: its group when it has one, else all of it; NULL when there is no match. */
export const regexExtract: Macro = {
  name: 'regex_extract',
  usage: "{{regex_extract(text, 'pattern')}}",
  arity: { min: 2, max: 2 },
  duckdb: (call) => {
    const groups = countGroups(call)
    const pattern = call.dialect.string(call.literal(1))
    return `CASE WHEN regexp_matches(${call.arg(0)}, ${pattern}) THEN regexp_extract(${call.arg(0)}, ${pattern}, ${groups}) END`
  },
  bigquery: (call) => {
    countGroups(call)
    return `REGEXP_EXTRACT(${call.arg(0)}, ${call.dialect.string(call.literal(1))})`
  },
}

function countGroups(call: MacroCall): number {
  const groups = [...call.literal(1).matchAll(/\\.|\[(?:\\.|[^\]\\])*\]|\((\?(?!P?<))?/gs)].filter(
    (match) => match[0] === '(',
  ).length
  return groups > 1 ? call.fail('takes a pattern with at most one group') : groups
}
