import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { editorSchemas } from './editor-schemas.ts'

/** Writes the JSON Schemas for editors. `node packages/catalog/src/write-editor-schemas.ts` refreshes configs/.schemas. */
function writeEditorSchemas(folder: string): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, text] of editorSchemas()) writeFileSync(join(folder, name), text)
}

if (import.meta.main) writeEditorSchemas(resolve(import.meta.dirname, '../../../configs/.schemas'))
