/** Tables of options and terms in Markdown, and the regions of the guides that they stand in. */

/** A cell: bars would end it. */
const cell = (text) => text.replaceAll('|', '\\|');

/** @param rows cells of each row, the heads first; columns are as wide as their widest cell, as formatters like it */
export function tableOf([heads, ...rows]) {
  const cells = [heads, ...rows].map((row) => row.map(cell));
  const widths = heads.map((_, i) => Math.max(...cells.map((row) => row[i].length)));
  const line = (row) => `| ${row.map((text, i) => text.padEnd(widths[i])).join(' | ')} |`;
  const rule = `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`;
  const [first, ...others] = cells.map(line);
  return [first, rule, ...others].join('\n');
}

const kebabCase = (name) => name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** `-s`, `--size <px>`; an argument as it is. */
function flagOf(name, { placeholder, flag = kebabCase(name), short }) {
  if (placeholder?.startsWith('[')) return `\`${placeholder}\``;
  const long = `--${flag}${placeholder === undefined ? '' : ` ${placeholder}`}`;
  return short === undefined ? `\`${long}\`` : `\`${short}\`, \`${long}\``;
}

function otherwiseOf({ fallback, otherwise, environment }) {
  const text = fallback === undefined ? (otherwise ?? '') : String(fallback);
  return environment === undefined ? text : `${text}; \`${environment}\` in the environment`;
}

/** A table for each section, under its name. */
export function optionTables(table) {
  const rows = Object.entries(table);
  const sections = [...new Set(rows.map(([, { section }]) => section))];
  const textOf = (section) => {
    const ofSection = rows.filter(([, row]) => row.section === section);
    const lines = ofSection.map(([name, row]) => [flagOf(name, row), row.help, otherwiseOf(row)]);
    return `**${section}**\n\n${tableOf([['option', 'what for', 'if left out'], ...lines])}`;
  };
  return sections.map(textOf).join('\n\n');
}

const COMMON = ['weight', 'side'];

function settingOf({ name, fallback }) {
  return `\`${name}=${fallback === '' ? '...' : fallback}\``;
}

/** One row a term, with the settings that are its own. */
export function termTable(terms) {
  const lines = terms.map(({ name, side, media, help, source, settings }) => {
    const own = settings.filter((setting) => !COMMON.includes(setting.name));
    return [`\`${name}\``, side, media.join(', '), help, own.map(settingOf).join(' '), source];
  });
  return tableOf([['term', 'side', 'for', 'what it asks for', 'settings', 'from'], ...lines]);
}

/** What `describeMethods` says, as a table. */
export function methodTable(methods) {
  const lines = methods.map(({ name, use, source, example, departures }) => [
    `\`${name}\``,
    use,
    source,
    `\`${example}\``,
    departures.join(' '),
  ]);
  return tableOf([['method', 'what for', 'from', 'a line that runs it', 'where it departs'], ...lines]);
}

/**
 * A picture of each method beside what it is good and bad at.
 *
 * @param hasPicture says of a name whether docs/pictures/methods has a file of it
 */
export function methodGallery(methods, hasPicture) {
  const lines = methods
    .filter(({ name }) => hasPicture(name))
    .map(({ name, use, limits }) => [`![${name}](pictures/methods/${name}.jpg)`, `\`${name}\``, use, limits]);
  return tableOf([['', 'method', 'good at', 'mind that'], ...lines]);
}

/** A guide with a region filled anew. @throws if the guide has no such region */
export function fillRegion(guide, name, text) {
  const [begin, end] = [`<!-- ${name}: made by npm run docs -->`, `<!-- end of ${name} -->`];
  const [from, to] = [guide.indexOf(begin), guide.indexOf(end)];
  if (from < 0 || to < from) throw new Error(`expected ${begin} and then ${end}`);
  return `${guide.slice(0, from)}${begin}\n\n${text}\n\n${guide.slice(to)}`;
}
