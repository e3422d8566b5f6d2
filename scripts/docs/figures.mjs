/** Figures within sentences of the docs, out of bench/results: `<!-- = file :: row :: column -->0.79<!-- . -->`. */

const FIGURE = /<!-- = (.+?) :: (.+?) :: (.+?) -->[^<]*<!-- \. -->/g;

/** The row whose first cells are the words of `key`, which stand apart by semicolons. */
function rowOf({ name, rows }, key) {
  const words = key.split('; ');
  const fits = (row) => {
    const cells = Object.values(row).map(String);
    return words.every((word, i) => cells[i] === word);
  };
  const row = rows.find(fits);
  if (!row) throw new Error(`bench/results/${name}.json has no row "${key}"`);
  return row;
}

/**
 * A page with its figures as they were last measured.
 *
 * @param resultsOf reads a file of bench/results by its name
 * @throws if a figure is of a file, a row or a column that there is not
 */
export function fillFigures(page, resultsOf) {
  return page.replaceAll(FIGURE, (_, file, key, column) => {
    const value = rowOf(resultsOf(file), key)[column];
    if (value === undefined) throw new Error(`bench/results/${file}.json has no column "${column}"`);
    return `<!-- = ${file} :: ${key} :: ${column} -->${value}<!-- . -->`;
  });
}
