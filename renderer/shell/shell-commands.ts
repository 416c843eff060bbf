import type { AppState } from '../app/app-state.svelte'
import type { Command } from '../app/commands.svelte'
import { setLanguage, setTheme } from '../app/preferences'
import { projectViews } from '../app/route'
import { themes } from '../app/theme.svelte'
import { languages, t } from '../i18n/language.svelte'
import { backUp } from './back-up'

/** What can be asked for from anywhere. */
export function shellCommands(app: AppState): Command[] {
  return [...(app.project ? projectCommands(app) : []), ...pageCommands(app)]
}

function projectCommands(app: AppState): Command[] {
  const views = projectViews.map(view => ({
    id: `go.${view}`,
    title: t('shell.goTo', { name: t(`shell.${view}`) }),
    run: () => app.show(view),
  }))
  const others = (app.project?.databases ?? []).filter(({ name }) => name !== app.databaseName)
  const databases = others.map(({ name, label }) => ({
    id: `database.${name ?? ''}`,
    title: t('shell.switchDatabase', { name: name ?? label }),
    detail: label,
    run: () => app.useDatabase(name),
  }))
  return [
    ...views,
    {
      id: 'upgrade',
      title: t('shell.upgradeToHead'),
      run: () => app.openRun({ direction: 'upgrade', target: 'head' }),
    },
    { id: 'backUp', title: t('shell.backUp'), run: () => backUp(app) },
    ...databases,
  ]
}

function pageCommands(app: AppState): Command[] {
  const themeCommands = themes.map(theme => ({
    id: `theme.${theme}`,
    title: t('shell.useTheme', { name: t(`settings.${theme}`) }),
    run: () => setTheme(theme),
  }))
  const languageCommands = languages.map(({ id, name }) => ({
    id: `language.${id}`,
    title: t('shell.useLanguage', { name }),
    run: () => setLanguage(id),
  }))
  return [
    { id: 'home', title: t('shell.openHome'), run: () => app.go({ name: 'home' }) },
    { id: 'new', title: t('home.newProject'), run: () => app.go({ name: 'newProject' }) },
    ...themeCommands,
    ...languageCommands,
  ]
}
