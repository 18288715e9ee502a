import type { z } from 'zod'
import { ApiError } from './api-error.ts'
import { answer } from './client.ts'

/** As `answer`, for routes the API document does not describe: the shape is checked here. */
export async function answerAs<Schema extends z.ZodType>(
  schema: Schema,
  call: Promise<{ readonly data?: unknown; readonly error?: unknown; readonly response: Response }>,
): Promise<z.output<Schema>> {
  const parsed = schema.safeParse(await answer(call))
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  throw new ApiError(
    `The API answered in a form this page does not know (${issue?.path.join('.') ?? ''}: ${issue?.message ?? ''}). Reload the page; it may be older than the API.`,
    { status: 200, code: 'unknown_shape' },
  )
}
