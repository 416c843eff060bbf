export type Theme = 'system' | 'light' | 'dark'

export const themes: readonly Theme[] = ['system', 'light', 'dark']

const dark = window.matchMedia('(prefers-color-scheme: dark)')
let systemIsDark = $state(dark.matches)
let chosen = $state<Theme>('system')

dark.addEventListener('change', event => {
  systemIsDark = event.matches
  show()
})

/** What was chosen; `shownTheme` is what is seen. */
export function chosenTheme(): Theme {
  return chosen
}

export function shownTheme(): 'light' | 'dark' {
  if (chosen !== 'system') return chosen
  return systemIsDark ? 'dark' : 'light'
}

export function chooseTheme(theme: Theme): void {
  chosen = theme
  show()
}

function show(): void {
  document.documentElement.dataset['theme'] = shownTheme()
}
