import type { Theme } from './chosen-theme.ts'

/** Gives the document a look, the browser's own bars included. */
export function applyTheme(theme: Theme): void {
  const { classList } = document.documentElement
  classList.toggle('dark', theme === 'dark')
  classList.toggle('light', theme === 'light')
  for (const meta of document.querySelectorAll('meta[name="theme-color"]')) meta.setAttribute('content', paper[theme])
}

const paper: Readonly<Record<Theme, string>> = { light: '#fbf9f2', dark: '#17130e' }
