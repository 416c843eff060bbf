import type { words as english } from '../en/words'
import type { Translation } from '../message'

export const words: Translation<typeof english> = {
  cancel: 'Отмена',
  close: 'Закрыть',
  copy: 'Копировать',
  copied: 'Скопировано',
  retry: 'Повторить',
  remove: 'Удалить',
  more: 'Другие действия',
  search: 'Поиск',
  justNow: 'только что',
  milliseconds: '{count} мс',
  seconds: '{count} с',
  minutes: '{minutes} мин {seconds} с',
  revision: 'Ревизия',
  file: 'Файл',
  sqlite: 'SQLite',
  postgresql: 'PostgreSQL',
  pglite: 'встроенный PostgreSQL',
  resize: 'Изменить размер панелей',
  sql: 'SQL',
  statementCount: { one: '{count} команда', few: '{count} команды', many: '{count} команд', other: '{count} команды' },
}
