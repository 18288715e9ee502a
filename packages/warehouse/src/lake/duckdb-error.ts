import { AppError } from '@cloudact/core/errors'

/** What a failed statement was doing, for the message. */
export type Attempt = {
  /** "The export", "cost.csv.gz": the subject of the sentence. */
  readonly what: string
  readonly sql: string
  readonly signal?: AbortSignal | undefined
}

/**
 * Turns a DuckDB failure into one a caller can act on. The engine's own text goes into the message only where it
 * describes the data, without the file paths and option lists it appends; all of it goes into the logged detail.
 */
export function toAppError(error: unknown, attempt: Attempt): AppError {
  if (error instanceof AppError) return error
  const text = error instanceof Error ? error.message : String(error)
  const detail = { engine: text, sql: attempt.sql.slice(0, 4_000) }
  if (attempt.signal?.aborted === true || /INTERRUPT/i.test(text)) {
    // A timeout says so in the signal's reason.
    if (attempt.signal?.reason instanceof AppError) return attempt.signal.reason
    return new AppError('cancelled', `${attempt.what} was cancelled.`, { cause: error, detail })
  }
  if (/no space left|ENOSPC|disk quota|EDQUOT|File too large|EFBIG|max_temp_directory_size/i.test(text)) {
    return new AppError(
      'storage_full',
      `${attempt.what} could not be stored: the disk is full. Nothing was changed; free some space and run it again.`,
      { cause: error, detail },
    )
  }
  if (/^Out of Memory/i.test(text)) {
    return new AppError(
      'memory_exhausted',
      `${attempt.what} needs more memory than the server gives it. Ask for fewer days, try again when less is going on, or raise CLOUDACT_MEMORY_MB.`,
      { cause: error, detail, retryAfterSeconds: 5 },
    )
  }
  if (/^(Parser|Binder|Catalog|Not implemented)/i.test(text)) {
    return new AppError('config_invalid', `${attempt.what} is not valid SQL: ${firstLine(text)}`, {
      cause: error,
      detail,
    })
  }
  if (
    /^(Invalid Input|Conversion|Out of Range|Constraint|IO Error: .*(magic|parquet|gzip|decompress))/i.test(
      text,
    )
  ) {
    return new AppError('invalid_input', `${attempt.what} cannot be read: ${firstLine(text)}`, {
      cause: error,
      detail,
    })
  }
  return new AppError('internal', `${attempt.what} failed in the analytics engine.`, { cause: error, detail })
}

/** The sentence that says what is wrong, without the engine's prefix, paths and hints. */
function firstLine(text: string): string {
  const lines = text
    .replace(/^[A-Z][A-Za-z ]*Error: /, '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
  const kept = lines.slice(0, lines[0]?.startsWith('CSV Error') === true ? 3 : 1).join(' ')
  return `${kept
    .replace(/['"]?\/[^\s'"]*\/([^\s/'"]+)['"]?/g, '"$1"')
    .slice(0, 300)
    .replace(/[.\s]+$/, '')}.`
}
