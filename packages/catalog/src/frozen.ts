/** A Map that refuses changes at run time too. */
export class FrozenMap<Key, Value> extends Map<Key, Value> {
  #sealed = false

  constructor(entries: Iterable<readonly [Key, Value]>) {
    super(entries)
    this.#sealed = true
  }

  override set(key: Key, value: Value): this {
    // The constructor of Map fills itself through this method, before the private field exists.
    if (#sealed in this && this.#sealed) throw new TypeError('The catalog is frozen.')
    return super.set(key, value)
  }

  override delete(): boolean {
    throw new TypeError('The catalog is frozen.')
  }

  override clear(): void {
    throw new TypeError('The catalog is frozen.')
  }
}

/** Freezes a value of plain objects, arrays and maps, all the way down. */
export function deepFreeze<Value>(value: Value): Value {
  freezeBelow(value)
  return value
}

function freezeBelow(value: unknown): void {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return
  Object.freeze(value)
  for (const item of value instanceof Map ? value.values() : Object.values(value)) freezeBelow(item)
}
