import { chooseLanguage, language, LANGUAGES } from '../i18n/language';
import { defineMessages, useMessages } from '../i18n/messages';
import { Chips } from '../kit/chips';
import { chooseTheme, theme, THEMES } from '../kit/theme';
import { useStore } from '../kit/use-store';

const MESSAGES = defineMessages({
  language: 'Idioma', theme: 'Aspecto', system: 'Sistema', light: 'Claro', dark: 'Oscuro',
}, {
  language: 'Language', theme: 'Appearance', system: 'System', light: 'Light', dark: 'Dark',
});

/** Each in its own words, for whoever can't read the other. */
const OWN_NAMES = { es: 'Español', en: 'English' };

export function LanguageChoice() {
  const messages = useMessages(MESSAGES);
  const options = LANGUAGES.map((value) => ({ value, label: OWN_NAMES[value] }));
  return <Chips legend={messages.language} options={options} value={useStore(language)} onValue={chooseLanguage} />;
}

export function Preferences() {
  const messages = useMessages(MESSAGES);
  const themes = THEMES.map((value) => ({ value, label: messages[value] }));
  return (
    <>
      <LanguageChoice />
      <Chips legend={messages.theme} options={themes} value={useStore(theme)} onValue={chooseTheme} />
    </>
  );
}
