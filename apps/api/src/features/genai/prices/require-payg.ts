import { AppError } from '@cloudact/core/errors'

/** Only usage-priced GenAI has prices by token and unit. Throws `not_found` for another flow. */
export function requirePayg(flow: string): void {
  if (flow !== 'payg') throw new AppError('not_found', 'There are prices of the flow "payg" only.')
}
