import { flagOf, type OptionsOf, type OptionTable } from './option.js';

/**
 * Checks every value that is given. Names that are not in the table are none of its business.
 *
 * @throws NstError NST_BAD_OPTION for the first one that is not what is expected
 */
export function checkTable<Table extends OptionTable>(table: Table, values: OptionsOf<Table>): void {
  const given: Readonly<Record<string, unknown>> = values;
  for (const [name, option] of Object.entries(table)) {
    const value = given[name];
    if (value !== undefined) option.check(flagOf(name, option), value);
  }
}
