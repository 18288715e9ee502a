import { resolve } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import type { FocusModel } from '@cloudact/focus/rules/rule'

/** The rules the product ships. */
export function model13(): FocusModel {
  const folders = [resolve(import.meta.dirname, '../../../../configs')]
  const model = loadCatalog({ folders }).focusModels.get('1.3')
  if (model === undefined) throw new Error('configs/focus has no rules of FOCUS 1.3')
  return model
}
