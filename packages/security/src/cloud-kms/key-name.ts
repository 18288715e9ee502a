const NAME = /^projects\/[\w.:-]+\/locations\/[\w-]+\/keyRings\/[\w-]{1,63}\/cryptoKeys\/[\w-]{1,63}$/

/** Whether a text names a key of Cloud KMS: without a version, because the primary one is used. */
export function isKeyName(text: string): boolean {
  return NAME.test(text)
}
