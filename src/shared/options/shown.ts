import type { OptionTable } from './option.js';

/**
 * The settings that a result was made with, as they may be written into its file: of files and folders the names alone. What
 * is not in the table is not shown.
 */
export function shownValues(table: OptionTable, values: object): Record<string, unknown> {
  const given = values as Readonly<Record<string, unknown>>;
  const shown = Object.entries(table).flatMap(([name, { part, shown: show }]) => {
    const value = given[name];
    return part === 'output' || value === undefined ? [] : [[name, show ? show(value) : value]];
  });
  return Object.fromEntries(shown);
}
