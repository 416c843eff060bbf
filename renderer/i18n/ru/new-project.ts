import type { newProject as english } from '../en/new-project'
import type { Translation } from '../message'

export const newProject: Translation<typeof english> = {
  title: 'Новый проект',
  intro: 'Retort запишет в папку несколько файлов. Сама база данных не изменится.',
  where: 'Где',
  folder: 'Папка проекта',
  folderHint: 'Новая или пустая папка. Если её нет, она будет создана.',
  browse: 'Обзор…',
  database: 'База данных',
  model: 'Модель',
  modelHint: 'Как описывается нужная схема.',
  typescript: 'TypeScript',
  typescriptText: 'Таблицы — типизированные объекты с подсказками в любом редакторе.',
  sql: 'SQL',
  sqlText: 'Файл с обычными командами CREATE TABLE.',
  start: 'Начать',
  startEmpty: 'С пустой модели',
  startEmptyText: 'Первые таблицы вы опишете сами.',
  startExisting: 'С имеющейся базы',
  startExistingText: 'Её схема станет моделью и первой ревизией, отмеченной как применённая.',
  create: 'Создать проект',
  creating: 'Проект записывается…',
  back: 'Все проекты',
  needFolder: 'Выберите папку для проекта.',
  needDatabase: 'Укажите базу данных проекта.',
}
