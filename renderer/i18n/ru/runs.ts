import type { runs as english } from '../en/runs'
import type { Translation } from '../message'

export const runs: Translation<typeof english> = {
  title: 'Запуски',
  intro: 'Все обновления, откаты, отметки и восстановления этого проекта вместе с их SQL.',
  loading: 'Чтение списка запусков…',
  none: 'Запусков ещё не было',
  noneText: 'Обновите базу до последней ревизии, и запуск появится здесь: с SQL и временем.',
  list: 'Все запуски',
  upgrade: 'обновление',
  downgrade: 'откат',
  stamp: 'отметка',
  restore: 'восстановление',
  done: 'выполнен',
  failed: 'ошибка',
  cancelled: 'отменён',
  fromTo: '{from} → {to}',
  base: 'начало',
  details: 'Подробности запуска',
  started: 'Начат',
  took: 'Длился',
  backup: 'Копия перед ним',
  noBackup: 'нет',
  steps: 'Что выполнено',
  noSteps: 'Ни одна ревизия не выполнена до конца.',
}
