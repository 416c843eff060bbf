import { Menu, type MenuItemConstructorOptions } from 'electron/main'
import type { MenuSection } from '../core/contract/shell'

/** The page's commands between what the system expects of an application's menu. `choose` is told a command's id. */
export function setMenu(sections: readonly MenuSection[], choose: (id: string) => void): void {
  const [first, ...others] = sections.map(section => submenu(section, choose))
  const own = process.platform === 'darwin' ? [{ role: 'appMenu' } as const] : []
  const system = ['viewMenu', 'windowMenu'] as const
  Menu.setApplicationMenu(
    Menu.buildFromTemplate([
      ...own,
      ...(first ? [first] : []),
      { role: 'editMenu' },
      ...others,
      ...system.map(role => ({ role })),
    ]),
  )
}

function submenu({ title, items }: MenuSection, choose: (id: string) => void): MenuItemConstructorOptions {
  return {
    label: title,
    submenu: items.map(item => ({ label: item.title, click: () => choose(item.id), ...shownKeys(item.keys) })),
  }
}

/** The page listens for its keys itself: the menu only shows them. */
function shownKeys(keys: string | null): { accelerator?: string; registerAccelerator?: boolean } {
  const letter = /^(?:Ctrl|⌘) ([A-Z])$/.exec(keys ?? '')?.[1]
  return letter === undefined ? {} : { accelerator: `CommandOrControl+${letter}`, registerAccelerator: false }
}
