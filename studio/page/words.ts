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

const [BYTES_PER_GB, BYTES_PER_MB] = [1e9, 1e6] as const;

/** `25 MB` or `1.5 GB`. */
export function bytesText(bytes: number): string {
  const gigabytes = bytes / BYTES_PER_GB;
  return gigabytes < 1 ? `${Math.ceil(bytes / BYTES_PER_MB)} MB` : `${Number(gigabytes.toPrecision(2))} GB`;
}
