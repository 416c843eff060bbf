import { chooseLanguage, type Language, languageOf, languages } from '../i18n/language.svelte'
import { chooseTheme, chosenTheme, type Theme, themes } from './theme.svelte'

const THEME = 'retort.theme'
const LANGUAGE = 'retort.language'

/** Theme and language as last chosen on this computer, else as the system has them. */
export function restorePreferences(): void {
  const theme = localStorage.getItem(THEME)
  chooseTheme(themes.find(name => name === theme) ?? chosenTheme())
  const language = localStorage.getItem(LANGUAGE)
  chooseLanguage(languages.find(({ id }) => id === language)?.id ?? languageOf(navigator.languages))
}

export function setTheme(theme: Theme): void {
  chooseTheme(theme)
  localStorage.setItem(THEME, theme)
}

export function setLanguage(language: Language): void {
  chooseLanguage(language)
  localStorage.setItem(LANGUAGE, language)
}
