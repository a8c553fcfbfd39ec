import { language, type Language } from './language';
import { useStore } from '../kit/use-store';

/** The same texts in each language. A text with gaps is a function of what fills them. */
export type Messages<T> = { readonly [L in Language]: T };

/** The compiler sees that no language lacks a text that another has. */
export function defineMessages<T>(es: T, en: NoInfer<T>): Messages<T> {
  return { es, en };
}

/** The texts in the user's language, anew when it changes. */
export function useMessages<T>(messages: Messages<T>): T {
  return messages[useStore(language)];
}

/** For what is no component: the texts in the language of now. */
export function messagesOfNow<T>(messages: Messages<T>): T {
  return messages[language.get()];
}
