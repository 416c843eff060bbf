/** Where a line of generated source ends, as far as it can. */
const WIDTH = 100
const STEP = '  '

/** A piece of TypeScript that can be written on one line or, where it does not fit, on several. */
export type Source =
  | { readonly kind: 'text'; readonly text: string; readonly imports: readonly string[] }
  | { readonly kind: 'list'; readonly open: '[' | '{'; readonly items: readonly Source[] }
  | { readonly kind: 'property'; readonly key: string; readonly value: Source }
  | { readonly kind: 'call'; readonly callee: string; readonly imported: boolean; readonly args: readonly Source[] }
  | { readonly kind: 'chain'; readonly head: Source; readonly links: readonly Source[] }
  | { readonly kind: 'block'; readonly parameter: string; readonly statements: readonly Source[] }
  | { readonly kind: 'statement'; readonly expression: Source }
  | { readonly kind: 'comment'; readonly text: string }

export const code = (text: string, imports: readonly string[] = []): Source => ({ kind: 'text', text, imports })
export const array = (items: readonly Source[]): Source => ({ kind: 'list', open: '[', items })
export const object = (items: readonly Source[]): Source => ({ kind: 'list', open: '{', items })
export const property = (name: string, value: Source): Source => ({ kind: 'property', key: propertyKey(name), value })
export const awaited = (expression: Source): Source => ({ kind: 'statement', expression })

/** A call of a function that the file imports. */
export const call = (callee: string, ...args: readonly (Source | null)[]): Source => ({
  kind: 'call',
  callee,
  imported: true,
  args: args.filter(arg => arg !== null),
})

/** A call of a method: of `op`, of `batch`, or a link of a chain. */
export const method = (callee: string, ...args: readonly (Source | null)[]): Source => ({
  kind: 'call',
  callee,
  imported: false,
  args: args.filter(arg => arg !== null),
})

export const chain = (head: Source, links: readonly Source[]): Source =>
  links.length === 0 ? head : { kind: 'chain', head, links }

/** The names the source needs from "retort". */
export function importsOf(source: Source): readonly string[] {
  switch (source.kind) {
    case 'text':
      return source.imports
    case 'list':
      return source.items.flatMap(importsOf)
    case 'property':
      return importsOf(source.value)
    case 'call':
      return [...(source.imported ? [source.callee] : []), ...source.args.flatMap(importsOf)]
    case 'chain':
      return [source.head, ...source.links].flatMap(importsOf)
    case 'block':
      return source.statements.flatMap(importsOf)
    case 'statement':
      return importsOf(source.expression)
    case 'comment':
      return []
  }
}

/** The source as text. Lines after the first are indented by `indent`; `taken` is what stands before on the first. */
export function print(source: Source, indent = '', taken = indent.length): string {
  const flat = flatText(source)
  return flat !== null && taken + flat.length <= WIDTH ? flat : broken(source, indent, taken)
}

/** The source on one line; null where it cannot be. */
function flatText(source: Source): string | null {
  switch (source.kind) {
    case 'text':
      return source.text
    case 'list':
      return flatList(source.open, source.items.map(flatText))
    case 'property':
      return prefixed(`${source.key}: `, flatText(source.value))
    case 'call':
      return joined(source.args.map(flatText), args => `${source.callee}(${args.join(', ')})`)
    case 'chain':
      return joined([source.head, ...source.links].map(flatText), parts => parts.join('.'))
    case 'block':
      return source.statements.length === 0 ? `async (${source.parameter}) => {}` : null
    case 'statement':
      return joined([flatText(source.expression)], ([text]) => `await ${text};`)
    case 'comment':
      return `// ${source.text}`
  }
}

const joined = (parts: readonly (string | null)[], join: (parts: readonly string[]) => string): string | null => {
  const whole = parts.filter(part => part !== null)
  return whole.length === parts.length ? join(whole) : null
}

const prefixed = (prefix: string, text: string | null): string | null => (text === null ? null : prefix + text)

function flatList(open: '[' | '{', items: readonly (string | null)[]): string | null {
  return joined(items, texts => {
    if (open === '[') return `[${texts.join(', ')}]`
    return texts.length === 0 ? '{}' : `{ ${texts.join(', ')} }`
  })
}

function broken(source: Source, indent: string, taken: number): string {
  switch (source.kind) {
    case 'text':
      return source.text
    case 'comment':
      return `// ${source.text}`
    case 'list':
      return enclosed(source.open, source.items, indent)
    case 'property':
      return `${source.key}: ${print(source.value, indent, taken + source.key.length + 2)}`
    case 'call':
      return brokenCall(source, indent, taken)
    case 'chain':
      return brokenChain(source, indent, taken)
    case 'block':
      return `async (${source.parameter}) => ${statementsBetweenBraces(source.statements, indent)}`
    case 'statement':
      return `await ${print(source.expression, indent, taken + 'await ;'.length)};`
  }
}

function enclosed(open: '[' | '{' | '(', items: readonly Source[], indent: string): string {
  const inner = indent + STEP
  const lines = items.map(item => `${inner}${print(item, inner, inner.length + 1)},\n`)
  return `${open}\n${lines.join('')}${indent}${CLOSING[open]}`
}

const CLOSING = { '[': ']', '{': '}', '(': ')' } as const

function statementsBetweenBraces(statements: readonly Source[], indent: string): string {
  const inner = indent + STEP
  return `{\n${statements.map(item => `${inner}${print(item, inner)}\n`).join('')}${indent}}`
}

/** The last argument alone is spread over lines where that is enough, as a formatter does; else every one gets its own. */
function brokenCall(source: Extract<Source, { kind: 'call' }>, indent: string, taken: number): string {
  const last = source.args.at(-1)
  const others = source.args.slice(0, -1)
  if (last !== undefined && canSpread(last) && !isAlike(last, others.at(-1))) {
    const start = `${source.callee}(${others.map(arg => `${flatText(arg)}, `).join('')}`
    if (taken + start.length < WIDTH) return `${start}${broken(last, indent, taken + start.length)})`
  }
  return source.args.length === 0 ? `${source.callee}()` : `${source.callee}${enclosed('(', source.args, indent)}`
}

const canSpread = (source: Source): boolean =>
  (source.kind === 'list' && source.items.length > 0) || source.kind === 'block'

/** Two lists side by side are told apart better on lines of their own. */
const isAlike = (last: Source, previous: Source | undefined): boolean =>
  last.kind === 'list' && previous?.kind === 'list' && last.open === previous.open

/** A chain is broken before every link where it is long, else inside its parts. */
function brokenChain({ head, links }: Extract<Source, { kind: 'chain' }>, indent: string, taken: number): string {
  const start = print(head, indent, taken)
  if (links.length < 2) {
    const column = taken + (start.split('\n').at(-1)?.length ?? 0) + 1
    return [start, ...links.map(link => print(link, indent, column))].join('.')
  }
  const inner = indent + STEP
  return [start, ...links.map(link => `\n${inner}.${print(link, inner, inner.length + 1)}`)].join('')
}

const propertyKey = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : stringText(name))

const stringText = (value: string): string => JSON.stringify(value)
