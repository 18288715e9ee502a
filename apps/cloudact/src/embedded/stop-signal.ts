/** Ten seconds are promised; what is late by then is cut off, as a crash would, and taken over by whoever goes on. */
const LATEST_MILLISECONDS = 9_500

/**
 * Resolves with the first SIGINT or SIGTERM. A second one ends the process at once, and so does an orderly stop that
 * takes too long.
 */
export function stopSignal(): { readonly asked: Promise<NodeJS.Signals>; readonly signal: AbortSignal } {
  const controller = new AbortController()
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    const first = (name: NodeJS.Signals): void => {
      if (controller.signal.aborted) process.exit(130)
      controller.abort()
      setTimeout(() => {
        console.error('Not everything ended in time. Unfinished runs go on elsewhere or at the next start.')
        process.exit(1)
      }, LATEST_MILLISECONDS).unref()
      resolve(name)
    }
    process.on('SIGINT', first)
    process.on('SIGTERM', first)
  })
  return { asked, signal: controller.signal }
}
