import type { Catalog } from './catalog.ts'
import type { StepCheck } from './check-pipeline.ts'
import { configInvalid, type Fault } from './fault.ts'
import { readCatalog } from './read-catalog.ts'

export type LoadOptions = {
  /** The base folder, then its overlays in the order they apply. */
  readonly folders: readonly string[]
  /** Given by the service that runs steps: whether a step's type exists and its configuration fits. */
  readonly checkStep?: StepCheck
}

/** Reads, validates and freezes the configuration. Throws `config_invalid` with every fault there is. */
export function loadCatalog({ folders, checkStep }: LoadOptions): Catalog {
  const { catalog, faults } = readCatalog(folders, checkStep)
  if (faults.length > 0) throw configInvalid(faults)
  return catalog
}

/** All faults of a configuration, none when it is valid. Throws `config_invalid` when a folder cannot be read. */
export function validateConfig(folders: readonly string[], checkStep?: StepCheck): readonly Fault[] {
  return readCatalog(folders, checkStep).faults
}
