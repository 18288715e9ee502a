const SIZES = '(b|[KMGTPE]b|B|[KMGTPE]B|[KMGTPE]ib|[KMGTPE]iB)'
const ONE_TIME = '(Year|Month|Day|Hour|Minute|Second)'
const TIMES = '(Years|Months|Days|Hours|Minutes|Seconds)'
/** What is counted has a name of its own: words of letters and digits. */
const COUNTED = '([A-Za-z][A-Za-z0-9]*( [A-Za-z][A-Za-z0-9]*)*)'
const ANY = `(${SIZES}|${COUNTED})`

/** The five ways to write a unit (FOCUS UnitFormat): `GB`, `GB-Hours`, `GB/Hour`, `1000 Tokens`, `Units/3 Months`. */
export const UNIT_PATTERN = `(${ANY}|${ANY}-${TIMES}|${ANY}/${ONE_TIME}|[0-9]+ ${ANY}|${ANY}/[0-9]+ ${TIMES})`
