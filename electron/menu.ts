import { Menu } from 'electron/main'

/** What the system expects of an application's menu, and no more: everything else is in the page. */
export function setMenu(): void {
  const roles = ['appMenu', 'editMenu', 'viewMenu', 'windowMenu'] as const
  const shown = process.platform === 'darwin' ? roles : roles.filter(role => role !== 'appMenu')
  Menu.setApplicationMenu(Menu.buildFromTemplate(shown.map(role => ({ role }))))
}
