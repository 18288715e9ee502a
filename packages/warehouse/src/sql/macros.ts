import { duckdbMoneyFunctions } from './duckdb-money-functions.ts'
import type { Macro } from './macro.ts'
import { addDays } from './macros/add-days.ts'
import { addMonths } from './macros/add-months.ts'
import { avg } from './macros/avg.ts'
import { cast } from './macros/cast.ts'
import { constant } from './macros/constant.ts'
import { date } from './macros/date.ts'
import { dateTrunc } from './macros/date-trunc.ts'
import { day } from './macros/day.ts'
import { daysBetween } from './macros/days-between.ts'
import { decimal } from './macros/decimal.ts'
import { decimalPlaces } from './macros/decimal-places.ts'
import { div } from './macros/div.ts'
import { eachElement } from './macros/each-element.ts'
import { exactProduct } from './macros/exact-product.ts'
import { exactQuantity } from './macros/exact-quantity.ts'
import { floatDecimal } from './macros/float-decimal.ts'
import { hourly } from './macros/hourly.ts'
import { inList } from './macros/in-list.ts'
import { jsonMembers } from './macros/json-members.ts'
import { jsonObject } from './macros/json-object.ts'
import { jsonPart } from './macros/json-part.ts'
import { jsonText } from './macros/json-text.ts'
import { mapJson } from './macros/map-json.ts'
import { mapText } from './macros/map-text.ts'
import { md5 } from './macros/md5.ts'
import { monthText } from './macros/month-text.ts'
import { mul } from './macros/mul.ts'
import { nestedJson } from './macros/nested-json.ts'
import { pairsJson } from './macros/pairs-json.ts'
import { regexExtract } from './macros/regex-extract.ts'
import { regexMatches } from './macros/regex-matches.ts'
import { reportDay } from './macros/report-day.ts'
import { rollup } from './macros/rollup.ts'
import { roundHalfEven } from './macros/round-half-even.ts'
import { source } from './macros/source.ts'
import { sum } from './macros/sum.ts'
import { table } from './macros/table.ts'
import { timestamp } from './macros/timestamp.ts'
import { toDecimal } from './macros/to-decimal.ts'

/** Every macro of the shared subset. The set is closed: a procedure can use these and nothing else. */
export const macros: readonly Macro[] = [
  table,
  rollup,
  source,
  decimal,
  toDecimal,
  floatDecimal,
  mul,
  div,
  sum,
  avg,
  roundHalfEven,
  exactProduct,
  exactQuantity,
  decimalPlaces,
  day,
  reportDay,
  hourly,
  date,
  timestamp,
  dateTrunc,
  addDays,
  addMonths,
  daysBetween,
  monthText,
  cast,
  constant,
  jsonText,
  jsonPart,
  jsonObject,
  jsonMembers,
  mapJson,
  mapText,
  nestedJson,
  pairsJson,
  eachElement,
  md5,
  regexMatches,
  regexExtract,
  inList,
]

const byName = new Map(macros.map((macro) => [macro.name, macro]))

export function findMacro(name: string): Macro | undefined {
  return byName.get(name)
}

/** Statements that define what rendered DuckDB SQL calls. Run them once per instance, in this order. */
export const duckdbFunctions: readonly string[] = [
  ...duckdbMoneyFunctions,
  ...macros.flatMap((macro) => macro.duckdbFunctions ?? []),
]
