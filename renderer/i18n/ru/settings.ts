import type { settings as english } from '../en/settings'
import type { Translation } from '../message'

export const settings: Translation<typeof english> = {
  title: 'Настройки',
  appearance: 'Внешний вид',
  theme: 'Тема',
  system: 'Как в системе',
  light: 'Светлая',
  dark: 'Тёмная',
  language: 'Язык',
  about: 'О программе',
  version: 'Retort',
  node: 'Node.js',
  sqlite: 'SQLite',
  process: 'Процесс движка',
  loading: 'Спрашиваем движок…',
  project: 'Проект',
  folder: 'Папка',
  model: 'Модель',
  configuration: 'Остальное задаётся в файле retort.config.ts в папке проекта.',
}
