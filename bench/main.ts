/**
 * Timings of the whole product, driven from outside. Prints absolutes with the facts of the machine; nothing here is
 * a test. `npm run bench` runs everything; `npm run bench -- runs` one scenario; `--rows N` changes the volume.
 */
import { parseArgs } from 'node:util'
import { printFigures } from './figures.ts'
import { machineFacts } from './machine.ts'
import { billToFocus } from './scenarios/bill-to-focus.ts'
import { conformance } from './scenarios/conformance.ts'
import { controlPlane } from './scenarios/control-plane.ts'
import { dashboard } from './scenarios/dashboard.ts'
import { focusImport } from './scenarios/focus-import.ts'
import { genaiSql } from './scenarios/genai-sql.ts'
import { runs } from './scenarios/runs.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rows: { type: 'string' } } })
const rows = (fallback: number): number => (values.rows === undefined ? fallback : Number(values.rows))
const wanted = (name: string): boolean => positionals.length === 0 || positionals.includes(name)

console.log(machineFacts())
if (wanted('runs')) printFigures('Runs', await runs())
if (wanted('control')) printFigures('Control plane', await controlPlane())
if (wanted('bill')) printFigures('Bill to FOCUS', await billToFocus(rows(5_000_000)))
if (wanted('focus')) printFigures('FOCUS files', await focusImport(rows(2_000_000)))
if (wanted('conformance')) printFigures('FOCUS conformance', await conformance(rows(1_000_000)))
if (wanted('genai')) printFigures('GenAI in SQL', await genaiSql(rows(1_000_000)))
if (wanted('dashboard')) printFigures('Dashboard', await dashboard(rows(10_000_000)))
