import { keep, readKept } from '../kit/kept';
import { createStore } from '../kit/store';

export type Language = 'es' | 'en';

export const LANGUAGES: readonly Language[] = ['es', 'en'];

function initialLanguage(): Language {
  const wanted = readKept('language') ?? navigator.language.slice(0, 2);
  return wanted === 'en' ? 'en' : 'es';
}

/** Language of everything the user reads. */
export const language = createStore<Language>(initialLanguage());

export function chooseLanguage(chosen: Language): void {
  keep('language', chosen);
  document.documentElement.lang = chosen;
  language.set(chosen);
}
