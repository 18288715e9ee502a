/** Looks again until the condition holds. Throws after the deadline with what was seen last. */
export async function eventually<Value>(
  look: () => Promise<Value>,
  holds: (value: Value) => boolean,
  seconds = 20,
): Promise<Value> {
  const deadline = performance.now() + seconds * 1_000
  for (;;) {
    const value = await look()
    if (holds(value)) return value
    if (performance.now() > deadline)
      throw new Error(`Not within ${seconds} s. Last seen: ${JSON.stringify(value)}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}
