/** Texts out of tables and numbers. */

/** `keep-colors` as a label: Keep colors. */
export function labelOf(flag: string): string {
  const words = flag.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const SECONDS_SHOWN = 100;

/** `12 s` or `3 min`. */
export function durationText(seconds: number): string {
  return seconds < SECONDS_SHOWN ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
}
