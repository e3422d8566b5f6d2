import type { OptionTable } from './option.js';

/** All files that options name to be read: what a result must not be written over. */
export function filesIn(table: OptionTable, values: object): string[] {
  const given = values as Readonly<Record<string, unknown>>;
  return Object.entries(table).flatMap(([name, option]) => {
    const value = given[name];
    return value === undefined ? [] : [...(option.files?.(value) ?? [])];
  });
}
