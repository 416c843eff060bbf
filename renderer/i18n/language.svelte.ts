import { en } from './en'
import { fillIn, type Message, type Messages, type Values, type ValuesOf } from './message'
import { ru } from './ru'

const catalogues = { en, ru } satisfies Record<string, Record<string, Messages>>

export type Language = keyof typeof catalogues

type Catalogue = typeof en
type Namespace = keyof Catalogue & string

/** `home.title`, `history.empty`: the view's name, then the message's. */
export type MessageKey = { [N in Namespace]: `${N}.${keyof Catalogue[N] & string}` }[Namespace]

type MessageOf<K> = K extends `${infer N}.${infer M}`
  ? N extends Namespace
    ? M extends keyof Catalogue[N]
      ? Catalogue[N][M]
      : never
    : never
  : never

type Arguments<K extends MessageKey> = [ValuesOf<MessageOf<K>>] extends [never]
  ? []
  : [values: Readonly<Record<ValuesOf<MessageOf<K>>, string | number>>]

/** Every language in its own words. */
export const languages: readonly { readonly id: Language; readonly name: string }[] = [
  { id: 'en', name: 'English' },
  { id: 'ru', name: 'Русский' },
]

let chosen = $state<Language>('en')

export function currentLanguage(): Language {
  return chosen
}

export function chooseLanguage(language: Language): void {
  chosen = language
  if (typeof document !== 'undefined') document.documentElement.lang = language
}

/** The first of the system's languages that the catalogue has. */
export function languageOf(preferred: readonly string[]): Language {
  for (const tag of preferred) {
    const found = languages.find(({ id }) => tag === id || tag.startsWith(`${id}-`))
    if (found) return found.id
  }
  return 'en'
}

/** A message in the chosen language; components that call it follow a change of language. */
export function t<K extends MessageKey>(key: K, ...[values]: Arguments<K>): string {
  const [namespace, name] = key.split('.') as [Namespace, string]
  const messages: Record<string, Message> = catalogues[chosen][namespace]
  return fillIn(messages[name] ?? key, chosen, (values ?? {}) as Values)
}
