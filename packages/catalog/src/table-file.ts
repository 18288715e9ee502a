import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { checkValue } from './check-value.ts'
import type { ConfigFile } from './config-file.ts'
import type { Fault } from './fault.ts'
import { SourceDocument } from './source-document.ts'
import { TableFile, tableOf } from './table-schema.ts'

/** Reads `schemas/…/<table>.json`; undefined when it cannot be used, with the faults reported. */
export function parseTable(file: ConfigFile, report: (fault: Fault) => void): TableSchema | undefined {
  const parsed = parseJson(file.text)
  const checked = parsed && checkValue(TableFile, parsed.value)
  if (checked && 'value' in checked) {
    if (file.path.endsWith(`/${checked.value.name}.json`)) return tableOf(checked.value)
    report(
      new SourceDocument(file).fault(
        ['name'],
        `The file of the table "${checked.value.name}" must be named ${checked.value.name}.json.`,
      ),
    )
    return undefined
  }
  // Parsed again only now: the parser that knows positions is slower.
  const document = new SourceDocument(file)
  const syntax = document.syntaxFaults()
  if (syntax.length > 0) syntax.forEach(report)
  else if (checked) checked.faults.forEach((fault) => report(document.fault(fault.path, fault.reason)))
  else report(document.fault([], 'The file is not valid JSON.'))
  return undefined
}

function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    return undefined // Reported by the parser that knows where.
  }
}
