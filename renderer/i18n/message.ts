/** A message that depends on a number. English has two forms; a language uses those its grammar knows. */
export type Plural = Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }

export type Message = string | Plural

/** One view's messages. */
export type Messages = Readonly<Record<string, Message>>

/** The same messages in another language: every key, singular texts as texts, plurals as plurals. */
export type Translation<M extends Messages> = { readonly [K in keyof M]: M[K] extends string ? string : Plural }

type PlaceholdersOf<Text> = Text extends `${string}{${infer Name}}${infer Rest}` ? Name | PlaceholdersOf<Rest> : never

/** The names in braces; a plural always needs its `count`. */
export type ValuesOf<M> = M extends string ? PlaceholdersOf<M> : 'count' | PlaceholdersOf<M[keyof M]>

export type Values = Readonly<Record<string, string | number>>

/** Fills a message in. Numbers are written the language's way. */
export function fillIn(message: Message, language: string, values: Values): string {
  const text = typeof message === 'string' ? message : pluralForm(message, language, values['count'])
  return text.replace(/\{(\w+)\}/g, (placeholder, name: string) => {
    const value = values[name]
    if (value === undefined) return placeholder
    return typeof value === 'number' ? new Intl.NumberFormat(language).format(value) : value
  })
}

function pluralForm(message: Plural, language: string, count: string | number | undefined): string {
  return message[new Intl.PluralRules(language).select(Number(count ?? 0))] ?? message.other
}
