/** Strokes on a field of 24 × 24. */
const STROKES = {
  tickets: 'M4 5h16v5a2 2 0 0 0 0 4v5H4v-5a2 2 0 0 0 0-4zM14 6v2m0 3v2m0 3v2',
  catalogue: 'M4 4h7v7H4zm9 0h7v7h-7zM4 13h7v7H4zm9 0h7v7h-7z',
  orders: 'M5 8h14l-1 12H6zM9 8V7a3 3 0 0 1 6 0v1',
  images: 'M4 5h16v14H4zm1 12 5-5 4 4 2-2 4 4M15.500 9.500h.01',
  users: 'M9 11a3.500 3.500 0 1 0 0-7 3.500 3.500 0 0 0 0 7zm-6 9a6 6 0 0 1 12 0M16 4.500a3.500 3.500 0 0 1 0 6.500m2 3.500a6 6 0 0 1 3 5.500',
  basket: 'M3 4h2l2.500 11h10l2-8H6M9 20h.01M17 20h.01',
  account: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zm-8 9a8 8 0 0 1 16 0',
  plus: 'M12 5v14M5 12h14',
  minus: 'M5 12h14',
  close: 'm6 6 12 12M18 6 6 18',
  search: 'M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14zm5-2 5 5',
  grip: 'M9 6h.01M9 12h.01M9 18h.01M15 6h.01M15 12h.01M15 18h.01',
  edit: 'm4 20 1-4L16 5l3 3L8 19zM14 7l3 3',
  trash: 'M4 7h16M9 7V4h6v3m3 0-1 13H7L6 7m4 4v5m4-5v5',
  warning: 'M12 4 2.500 20h19zM12 10v4m0 3h.01',
  offline: 'm3 3 18 18M5 12a10 10 0 0 1 5-2.700M2 8.500A15 15 0 0 1 7 5.500M8.500 15.500a5 5 0 0 1 7 0M19 12a10 10 0 0 0-3-2.200M22 8.500A15 15 0 0 0 11 4.600M12 19h.01',
  empty: 'M4 13 7 5h10l3 8v6H4zm0 0h5l1 3h4l1-3h5',
  download: 'M12 4v11m0 0 4-4m-4 4-4-4M5 20h14',
  upload: 'M12 20V9m0 0 4 4m-4-4-4 4M5 4h14',
  check: 'm5 13 5 5L19 7',
  refresh: 'M20 11a8 8 0 0 0-14-4L3 10m0-6v6h6M4 13a8 8 0 0 0 14 4l3-3m0 6v-6h-6',
} as const;

export type IconName = keyof typeof STROKES;

/** Says nothing to those who listen: what it stands beside does. */
export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">
      <path d={STROKES[name]} />
    </svg>
  );
}
