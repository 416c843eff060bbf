// `createCodec` is also sent to Chromium as source text, so it must stand alone: no imports, no outer names.

/** Structured clone over JSON, for the DevTools channel. Throws DataCloneError on what it cannot carry. */
export function createCodec() {
  type Node = { t: string; v?: unknown; b?: string }
  const views = {
    Int8Array,
    Uint8Array,
    Uint8ClampedArray,
    Int16Array,
    Uint16Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  }
  const refuse = (what: unknown): never => {
    throw new DOMException(`${Object.prototype.toString.call(what)} could not be cloned.`, 'DataCloneError')
  }
  const base64 = (source: Uint8Array): string => {
    let text = ''
    for (let at = 0; at < source.length; at += 0x4000) text += String.fromCharCode(...source.subarray(at, at + 0x4000))
    return btoa(text)
  }
  function encode(value: unknown): string {
    const seen = new Map<object, number>()
    const walk = (item: unknown): Node => {
      if (item === undefined) return { t: 'undefined' }
      if (typeof item === 'bigint') return { t: 'bigint', v: String(item) }
      if (Object.is(item, -0)) return { t: 'number', v: '-0' }
      if (typeof item === 'number' && !Number.isFinite(item)) return { t: 'number', v: String(item) }
      if (typeof item === 'function' || typeof item === 'symbol') return refuse(item)
      if (typeof item !== 'object' || item === null) return { t: 'plain', v: item }
      const before = seen.get(item)
      if (before !== undefined) return { t: 'again', v: before }
      seen.set(item, seen.size)
      if (Array.isArray(item)) return { t: 'array', v: item.map(walk) }
      if (item instanceof Date) return { t: 'date', v: item.getTime() }
      if (item instanceof Map) return { t: 'map', v: [...item].map(pair => pair.map(walk)) }
      if (item instanceof Set) return { t: 'set', v: [...item].map(walk) }
      if (item instanceof Error) return { t: 'error', v: [item.name, item.message, item.stack ?? ''] }
      if (item instanceof ArrayBuffer) return { t: 'buffer', b: base64(new Uint8Array(item)) }
      if (ArrayBuffer.isView(item)) {
        const name = Object.prototype.toString.call(item).slice(8, -1)
        return name in views
          ? { t: 'view', v: name, b: base64(new Uint8Array(item.buffer, item.byteOffset, item.byteLength)) }
          : refuse(item)
      }
      if (Object.prototype.toString.call(item) !== '[object Object]') return refuse(item)
      return { t: 'object', v: Object.entries(item).map(([key, inner]) => [key, walk(inner)]) }
    }
    return JSON.stringify(walk(value))
  }
  function decode(text: string): unknown {
    const seen: unknown[] = []
    const keep = <T>(made: T): T => {
      seen.push(made)
      return made
    }
    const bytes = (text64 = ''): ArrayBuffer => {
      const text = atob(text64)
      const made = new Uint8Array(text.length)
      for (let at = 0; at < text.length; at += 1) made[at] = text.charCodeAt(at)
      return made.buffer
    }
    const list = (node: Node): Node[] => node.v as Node[]
    const read = (node: Node): unknown => {
      switch (node.t) {
        case 'undefined':
          return undefined
        case 'bigint':
          return BigInt(node.v as string)
        case 'number':
          return Number(node.v)
        case 'again':
          return seen[node.v as number]
        case 'array': {
          const made: unknown[] = keep([])
          for (const inner of list(node)) made.push(read(inner))
          return made
        }
        case 'object': {
          const made: Record<string, unknown> = keep({})
          for (const [name, inner] of node.v as [string, Node][]) made[name] = read(inner)
          return made
        }
        case 'map': {
          const made = keep(new Map<unknown, unknown>())
          for (const [from, to] of node.v as [Node, Node][]) made.set(read(from), read(to))
          return made
        }
        case 'set': {
          const made = keep(new Set<unknown>())
          for (const inner of list(node)) made.add(read(inner))
          return made
        }
        case 'date':
          return keep(new Date(node.v as number))
        case 'error': {
          const [name, message, stack] = node.v as [string, string, string]
          return keep(Object.assign(new Error(message), { name, stack }))
        }
        case 'buffer':
          return keep(bytes(node.b))
        case 'view':
          return keep(new views[node.v as keyof typeof views](bytes(node.b)))
        default:
          return node.v
      }
    }
    return read(JSON.parse(text))
  }
  return { encode, decode }
}
