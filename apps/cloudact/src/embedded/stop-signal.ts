/** Resolves with the first SIGINT or SIGTERM. A second one ends the process at once. */
export function stopSignal(): { readonly asked: Promise<NodeJS.Signals>; readonly signal: AbortSignal } {
  const controller = new AbortController()
  const asked = new Promise<NodeJS.Signals>((resolve) => {
    const first = (name: NodeJS.Signals): void => {
      if (controller.signal.aborted) process.exit(130)
      controller.abort()
      resolve(name)
    }
    process.on('SIGINT', first)
    process.on('SIGTERM', first)
  })
  return { asked, signal: controller.signal }
}
