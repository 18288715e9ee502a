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
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  Object.freeze(value)
  if (value instanceof Map) value.forEach((item) => deepFreeze(item))
  else Object.values(value).forEach((item) => deepFreeze(item))
  return value
}
