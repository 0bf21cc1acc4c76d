/** Scrolls to an element that the visitor cannot see yet, as on a phone, where it stands below the form. */
export function revealIfBelow(element: HTMLElement | null): void {
  if (!element) return
  const { top, bottom } = element.getBoundingClientRect()
  if (top > innerHeight / 4 && bottom > innerHeight) element.scrollIntoView()
}
