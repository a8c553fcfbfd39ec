import { formatAge, formatCount, formatMoment, formatMoney, formatRate, formatSize } from './format';
import { language } from './language';
import { useStore } from '../kit/use-store';

/** The formats in the user's language. */
export function useFormat() {
  const locale = useStore(language);
  return {
    money: (cents: number, currency: string) => formatMoney(cents, currency, locale),
    rate: (basisPoints: number) => formatRate(basisPoints, locale),
    count: (count: number) => formatCount(count, locale),
    size: (bytes: number) => formatSize(bytes, locale),
    moment: (iso: string) => formatMoment(iso, locale),
    age: (iso: string, now: number) => formatAge(iso, now, locale),
  };
}
