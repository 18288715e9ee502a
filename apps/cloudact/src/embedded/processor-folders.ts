import path from 'node:path'
import { REPOSITORY } from '../env.ts'

/** Where step types live; a file below one of these is a type by its name. */
export const PROCESSOR_FOLDERS: readonly string[] = [
  path.join(REPOSITORY, 'packages/engine/src/processors'),
  path.join(REPOSITORY, 'packages/providers/src'),
]
