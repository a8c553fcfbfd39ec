import { keep, readKept } from './kept';
import { createStore } from './store';

export type Theme = 'system' | 'light' | 'dark';

export const THEMES: readonly Theme[] = ['system', 'light', 'dark'];

const kept = readKept('theme');

export const theme = createStore<Theme>(kept === 'light' || kept === 'dark' ? kept : 'system');

export function chooseTheme(chosen: Theme): void {
  keep('theme', chosen === 'system' ? undefined : chosen);
  if (chosen === 'system') { delete document.documentElement.dataset.theme; } else { document.documentElement.dataset.theme = chosen; }
  theme.set(chosen);
}
