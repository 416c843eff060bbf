import { afterEach, describe, expect, it } from 'vitest'
import { en } from '../../renderer/i18n/en'
import { formatAgo, formatBytes, formatDate, formatDuration } from '../../renderer/i18n/format'
import { chooseLanguage, languageOf, t } from '../../renderer/i18n/language.svelte'
import { fillIn, type Message, type Messages } from '../../renderer/i18n/message'
import { ru } from '../../renderer/i18n/ru'

afterEach(() => chooseLanguage('en'))

const textsOf = (message: Message) => (typeof message === 'string' ? [message] : Object.values(message))
const placeholdersOf = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

const pairs = Object.entries(en).flatMap(([view, messages]: [string, Messages]) =>
  Object.entries(messages).map(([name, message]) => {
    const russian = (ru as Record<string, Messages>)[view]?.[name]
    return { key: `${view}.${name}`, english: message, russian: russian! }
  }),
)

describe('the catalogue', () => {
  it.each(pairs)('$key says the same in both languages', ({ english, russian }) => {
    const named = new Set(textsOf(english).flatMap(placeholdersOf))
    expect(new Set(textsOf(russian).flatMap(placeholdersOf))).toEqual(named)
    expect(textsOf(russian).every(text => text.trim() !== '')).toBe(true)
  })

  it('has every plural that Russian asks for', () => {
    const plurals = pairs.filter(({ english }) => typeof english !== 'string')
    expect(plurals.length).toBeGreaterThan(0)
    for (const { key, russian } of plurals)
      expect(Object.keys(russian), key).toEqual(expect.arrayContaining(['one', 'few', 'many', 'other']))
  })
})

describe('a message', () => {
  it.each([
    ['en', 1, '1 revision behind'],
    ['en', 0, '0 revisions behind'],
    ['en', 1200, '1,200 revisions behind'],
    ['ru', 1, 'отстаёт на 1 ревизию'],
    ['ru', 3, 'отстаёт на 3 ревизии'],
    ['ru', 5, 'отстаёт на 5 ревизий'],
    ['ru', 21, 'отстаёт на 21 ревизию'],
  ] as const)('in %s agrees with the number %d', (language, count, text) => {
    chooseLanguage(language)
    expect(t('shell.behind', { count })).toBe(text)
  })

  it('shows a value that was forgotten by its name rather than as nothing', () => {
    expect(fillIn('Backed up to {name}.', 'en', {})).toBe('Backed up to {name}.')
  })
})

describe('the language at the start', () => {
  it('is the first of the system’s that there is', () => {
    expect(languageOf(['de-DE', 'ru-RU', 'en'])).toBe('ru')
    expect(languageOf(['de', 'fr'])).toBe('en')
  })
})

describe('numbers and times in words', () => {
  const now = new Date('2026-11-20T12:00:00Z')

  it.each([
    ['2026-11-20T11:59:40Z', 'just now'],
    ['2026-11-20T11:55:00Z', '5 minutes ago'],
    ['2026-11-19T11:00:00Z', 'yesterday'],
    ['2026-11-01T11:00:00Z', 'Nov 1'],
    ['2024-11-01T11:00:00Z', 'Nov 1, 2024'],
    ['not a date', 'not a date'],
  ])('%s is %s', (iso, words) => {
    expect(formatAgo(iso, now)).toBe(words)
  })

  it.each([
    [0.3, '0.3 ms'],
    [180.4, '180 ms'],
    [4210, '4.2 s'],
    [119_900, '2 min 0 s'],
  ])('%d milliseconds are %s', (milliseconds, words) => {
    expect(formatDuration(milliseconds)).toBe(words)
  })

  it('follow the language', () => {
    chooseLanguage('ru')
    expect(formatDuration(4210)).toBe('4,2 с')
    expect(formatBytes(4_100_000)).toBe('4,1 МБ')
    expect(formatDate('2026-11-14T12:00:00Z', now)).toBe('14 нояб.')
  })

  it.each([
    [0, '0 byte'],
    [4_100_000, '4.1 MB'],
    [2_400_000_000_000, '2,400 GB'],
  ])('%d bytes are %s', (bytes, words) => {
    expect(formatBytes(bytes)).toBe(words)
  })
})
