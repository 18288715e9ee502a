/** A value of Thrift's compact protocol: structs are maps from field id to value. */
export type ThriftValue = number | bigint | boolean | Buffer | readonly ThriftValue[] | ThriftStruct
export type ThriftStruct = ReadonlyMap<number, ThriftValue>

const TYPE = {
  true: 1,
  false: 2,
  byte: 3,
  i16: 4,
  i32: 5,
  i64: 6,
  double: 7,
  binary: 8,
  list: 9,
  set: 10,
  map: 11,
  struct: 12,
}

/** Reads one struct from the start of `bytes`. Throws RangeError when they end early or hold an unknown type. */
export function readThriftStruct(bytes: Buffer): ThriftStruct {
  return new Reader(bytes).struct()
}

class Reader {
  readonly #bytes: Buffer
  #at = 0

  constructor(bytes: Buffer) {
    this.#bytes = bytes
  }

  struct(): ThriftStruct {
    const fields = new Map<number, ThriftValue>()
    let id = 0
    for (;;) {
      const head = this.#byte()
      if (head === 0) return fields
      const type = head & 0x0f
      const delta = head >> 4
      id = delta === 0 ? this.#signed() : id + delta
      // A truth value has no byte of its own in a struct: the type is the value.
      fields.set(id, type === TYPE.true ? true : type === TYPE.false ? false : this.#value(type))
    }
  }

  #value(type: number): ThriftValue {
    switch (type) {
      case TYPE.true:
      case TYPE.false:
        return this.#byte() === TYPE.true
      case TYPE.byte:
        return this.#byte()
      case TYPE.i16:
      case TYPE.i32:
        return this.#signed()
      case TYPE.i64: {
        const value = this.#varint()
        return (value >> 1n) ^ -(value & 1n)
      }
      case TYPE.double:
        return this.#take(8).readDoubleLE()
      case TYPE.binary:
        return this.#take(Number(this.#varint()))
      case TYPE.list:
      case TYPE.set:
        return this.#list()
      case TYPE.map:
        return this.#map()
      case TYPE.struct:
        return this.struct()
      default:
        throw new RangeError(`unknown thrift type ${type}`)
    }
  }

  #list(): ThriftValue[] {
    const head = this.#byte()
    const size = head >> 4 === 15 ? Number(this.#varint()) : head >> 4
    return Array.from({ length: size }, () => this.#value(head & 0x0f))
  }

  #map(): ThriftValue[] {
    const size = Number(this.#varint())
    if (size === 0) return []
    const types = this.#byte()
    return Array.from({ length: size * 2 }, (_, index) =>
      this.#value(index % 2 === 0 ? types >> 4 : types & 0x0f),
    )
  }

  #byte(): number {
    return this.#take(1).readUInt8()
  }

  #take(length: number): Buffer {
    const end = this.#at + length
    if (end > this.#bytes.length) throw new RangeError('the thrift message ends early')
    const taken = this.#bytes.subarray(this.#at, end)
    this.#at = end
    return taken
  }

  #signed(): number {
    const value = this.#varint()
    return Number((value >> 1n) ^ -(value & 1n))
  }

  #varint(): bigint {
    let value = 0n
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.#byte()
      value |= BigInt(byte & 0x7f) << shift
      if ((byte & 0x80) === 0) return value
    }
    throw new RangeError('a thrift number is too long')
  }
}
