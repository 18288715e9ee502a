import { expect, test } from 'vitest'
import { compilePrices } from './compile.ts'
import { findDataFolder } from './data-folder.ts'
import { outputFiles, REPOSITORY, staleFiles } from './output.ts'

/** The catalogues are not part of the repository; without them the committed lists have tests of their own. */
const folder = findDataFolder(REPOSITORY)

test.runIf(folder !== undefined)(
  'the committed lists are what the catalogues say, every disagreement is settled, and a second run writes the same',
  async () => {
    const compiled = compilePrices(folder ?? '')
    expect(compiled.disagreements.filter(({ decision }) => decision === undefined)).toEqual([])
    expect(compiled.unusedDecisions).toEqual([])
    expect(compiled.disagreements).toHaveLength(698)
    const files = await outputFiles(compiled)
    expect(staleFiles(files)).toEqual([])
    expect(await outputFiles(compilePrices(folder ?? ''))).toEqual(files)
  },
  120_000,
)
