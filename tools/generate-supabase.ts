/** Writes `supabase/migrations`, which the Supabase CLI applies, from the migrations of the control plane. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { supabaseMigrations } from '../packages/store/src/supabase/supabase-migrations.ts'

const folder = path.resolve(import.meta.dirname, '../supabase/migrations')
rmSync(folder, { recursive: true, force: true })
mkdirSync(folder, { recursive: true })
const files = await supabaseMigrations()
for (const { name, text } of files) writeFileSync(path.join(folder, name), text)
console.log(`Wrote ${files.length} files to supabase/migrations.`)
