// Light or dark as the system has it, or as the reader chooses.

const themes = ['system', 'light', 'dark'] as const;

/** Shows the button, which goes from one theme to the next. */
export function offerThemes(): void {
  const button = document.querySelector<HTMLButtonElement>('button.theme');
  if (button === null) return;
  let chosen = 0;
  button.hidden = false;
  button.addEventListener('click', () => {
    chosen = (chosen + 1) % themes.length;
    const theme = themes[chosen] as (typeof themes)[number];
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    button.textContent = `Theme: ${theme}`;
  });
}
