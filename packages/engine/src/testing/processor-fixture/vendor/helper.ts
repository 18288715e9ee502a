/** Beside a processor, and none. */
export const HELPER = true
