import { expect, test } from 'vitest'
import { electron, HOSTS } from '../harness/app'

test('the end-to-end specs run in Electron itself too', context => {
  if (!('path' in electron)) context.skip(`Electron: ${electron.reason}; the specs ran against its stand-in`)
  expect(HOSTS).toContain('electron')
})
