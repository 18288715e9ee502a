import { join } from 'node:path'

/** Folder of an overlay that adds the made-up vendor "nimbus": provider, pipeline, table, procedure and prices. */
export const overlayFixture = join(import.meta.dirname, 'overlay-fixture')
