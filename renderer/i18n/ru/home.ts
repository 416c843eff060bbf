import type { home as english } from '../en/home'
import type { Translation } from '../message'

export const home: Translation<typeof english> = {
  welcome: 'Каждое изменение базы записано и обратимо',
  welcomeText:
    'В проекте схема хранится как модель, а её изменения — как ревизии: файлы, которые можно читать, выполнять, откатывать и передавать другим.',
  trySample: 'Открыть пример',
  trySampleText: 'Книжный магазин: ревизии с веткой и слиянием и данные, которые можно потерять.',
  copyingSample: 'Копируется книжный магазин…',
  newProject: 'Новый проект',
  newProjectText: 'С чистого листа или по уже имеющейся базе.',
  openFolder: 'Открыть папку',
  openFolderText: 'Проект, который уже есть на этом компьютере.',
  opening: 'Открывается {folder}…',
  recent: 'Недавние проекты',
  loading: 'Ищем недавние проекты…',
  noRecent: 'Проектов пока нет',
  noRecentText: 'Быстрее всего понять Retort на примере. Это копия: с ней можно делать что угодно.',
  opened: 'открыт {when}',
  missing: 'папки больше нет',
  forget: 'Убрать {name} из списка',
  chooseProject: 'Открыть проект',
  choose: 'Выбрать эту папку',
  chooseFolder: 'Выбор папки',
  chooseFile: 'Выбор файла',
  up: 'В родительскую папку',
  readingFolder: 'Чтение папки…',
  emptyFolder: 'Папка пуста.',
  path: 'Путь',
  goToPath: 'Перейти',
  entryProject: 'проект',
  entryDatabase: 'база данных',
}
