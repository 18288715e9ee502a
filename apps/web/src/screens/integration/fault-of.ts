import type { Fault } from '../../api/api-error.ts'

/** The API's message about one field, whichever way it spells the field's place. */
export function faultOf(name: string, faults: readonly Fault[]): string | undefined {
  return faults.find((fault) => fault.path.split(/[/.]/).at(-1) === name)?.message
}
