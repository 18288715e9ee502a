/**
 * A model's family and version: `gpt-5-mini-2025-08-07` → `gpt-5-mini`, `2025-08-07`; `claude-haiku-4-5-20251001` alike;
 * fine-tunes by their base model.
 */
export function modelName(model: string): { readonly family: string; readonly version: string | null } {
  const base = model.startsWith('ft:') ? (model.split(':')[1] ?? model) : model
  const dated = /^(.+?)-(\d{4}-\d{2}-\d{2}|20\d{6})$/.exec(base)
  return { family: dated?.[1] ?? base, version: dated?.[2] ?? null }
}
