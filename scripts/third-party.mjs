/**
 * Writes THIRD-PARTY.md: what npm installs together with this package, under which licences, from package-lock.json and
 * the installed packages.
 *
 *     node scripts/third-party.mjs
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('..', import.meta.url));
const LICENCE_FILE = /^(licen[cs]e|copying|notice)([.-].*)?$/i;
const README_HEADING = /^(#+ *licen[cs]e.*|licen[cs]e.*\n-+)$/im;
/** Begins every licence of the MIT family, however it is headed. */
const GRANT = /Permission is hereby granted/;

const INTRODUCTION = `# Third-party software

The package \`nst\` holds its own code (MIT), the weights in \`models/\` (Inception-v3: Apache-2.0, see \`models/LICENSE-APACHE\`;
the network for sound: MIT), the font in \`fonts/\` (SIL Open Font License 1.1, see \`fonts/OFL.txt\`), and a part of TensorFlow.js
in \`vendor/tfjs/\` (Apache-2.0, see \`vendor/tfjs/LICENSE\`; what was changed is in its \`README.md\`). Everything below is not in it:
npm installs it beside it, each package with its own files. Written by \`scripts/third-party.mjs\`.

## Parts under the LGPL

They are separate files that are loaded when they are used, and may be replaced by builds of one's own.

| part | in | licence | source |
| --- | --- | --- | --- |
| libvips, glib, pango, librsvg, libheif, fribidi, libexif, proxy-libintl | \`@img/sharp-libvips-*\` (a shared library), \`@img/sharp-win32-*\`, \`@img/sharp-wasm32\` | LGPL-3.0-or-later | <https://github.com/lovell/sharp-libvips>, whose build scripts name the source of each; \`README.md\` of the installed package lists all parts and licences |
| codec-parser | \`codec-parser\` (plain JavaScript) | LGPL-3.0-or-later | <https://github.com/eshaz/codec-parser>; the package holds its source |
| mpg123 (libmpg123) | \`mpg123-decoder\` (WebAssembly; the package around it is MIT) | LGPL-2.1 | <https://www.mpg123.de>, as built by <https://github.com/eshaz/wasm-audio-decoders> in \`src/mpg123-decoder\` |

The LGPL 3.0 is printed below (codec-parser); the LGPL 2.1 is at <https://www.gnu.org/licenses/old-licenses/lgpl-2.1.html>.

## Parts inside other packages

| part | in | licence | source |
| --- | --- | --- | --- |
| ONNX Runtime and what it is made of | \`onnxruntime-node\` | MIT and others | <https://github.com/microsoft/onnxruntime>, \`ThirdPartyNotices.txt\` |
| libFLAC, libogg, libvorbis, libopus (Xiph.Org) | \`@wasm-audio-decoders/*\`, \`ogg-opus-decoder\`, \`opus-decoder\`, \`libflacjs\` | BSD-3-Clause | <https://xiph.org> |
| libsamplerate (Erik de Castro Lopo) | \`@alexanderolsen/libsamplerate-js\` | BSD-2-Clause | <https://github.com/libsndfile/libsamplerate> |
| HarfBuzz | \`harfbuzzjs\` | MIT (old style) | <https://github.com/harfbuzz/harfbuzz> |
`;

/** @typedef {{ name: string, version: string, licence: string, path: string, isOptional: boolean }} Package */

/**
 * The packages that are installed for users of this one, in the order of their names.
 *
 * @param {string} root the folder with package-lock.json
 * @returns {Package[]}
 */
export function productionPackages(root) {
  const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && !dev)
    .map(([path, { version, license, optional }]) => ({
      name: path.replace(/^.*node_modules\//, ''),
      version,
      licence: license ?? 'none stated',
      path: join(root, path),
      isOptional: optional === true,
    }))
    .sort((a, b) => compare(`${a.name} ${a.version}`, `${b.name} ${b.version}`));
}

const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
const tidy = (text) =>
  text
    .replaceAll('\r', '')
    .replaceAll(/[ \t]+$/gm, '')
    .trim();

/** The licence as the package prints it: its files, or the end of its README; undefined if it does not. */
function licenceText({ path }) {
  const names = readdirSync(path).filter((name) => LICENCE_FILE.test(name));
  if (names.length > 0)
    return names
      .sort()
      .map((name) => tidy(readFileSync(join(path, name), 'utf8')))
      .join('\n\n');
  if (!existsSync(join(path, 'README.md'))) return undefined;
  const readme = readFileSync(join(path, 'README.md'), 'utf8').replaceAll('\r', '');
  const heading = README_HEADING.exec(readme);
  const text = heading ? tidy(readme.slice(heading.index + heading[0].length)) : '';
  return GRANT.test(text) ? text : undefined;
}

/** Who wrote a package that prints no licence, and where it comes from. */
function originOf({ path }) {
  const { author, repository } = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8'));
  const source = (repository?.url ?? repository ?? '').replace(/^(git\+)?(ssh:\/\/git@|git:\/\/)?/, '');
  const who = typeof author === 'string' ? author.replace(/ *<.*>/, '') : author?.name;
  return [who ?? 'its authors', source.replace(/^(?!https?:)/, 'https://').replace(/\.git$/, '')];
}

/** Packages of which `keyOf` says the same, together, in the order of the first of each. */
function groupBy(packages, keyOf) {
  const groups = new Map();
  for (const member of packages) groups.set(keyOf(member), [...(groups.get(keyOf(member)) ?? []), member]);
  return [...groups.values()];
}

function table(packages) {
  const rows = packages.map(
    ({ name, version, licence, isOptional }) =>
      `| ${name} | ${version} | ${licence} | ${isOptional ? 'on some platforms' : ''} |`,
  );
  return ['| package | version | licence | installed |', '| --- | --- | --- | --- |', ...rows].join('\n');
}

function withoutText(packages) {
  const lines = packages.map((member) => {
    const [who, source] = originOf(member);
    return `- ${member.name}: ${member.licence}, by ${who}, <${source}>`;
  });
  return `These print no licence of their own: the text of the one that they name stands elsewhere on this page (MIT), or in
\`models/LICENSE-APACHE\` (Apache-2.0).

${lines.join('\n')}`;
}

/**
 * The text of THIRD-PARTY.md. Packages that only some platforms install are listed, but their files are not read, so
 * that it is the same everywhere.
 *
 * @param {string} root the folder with package-lock.json and node_modules
 * @returns {string}
 */
export function thirdPartyNotice(root) {
  const packages = productionPackages(root);
  const read = packages
    .filter(({ isOptional }) => !isOptional)
    .map((member) => ({ ...member, text: licenceText(member) }));
  const texts = groupBy(
    read.filter(({ text }) => text !== undefined),
    ({ text }) => text.replaceAll(/\s+/g, ' '),
  ).map((members) => {
    const names = [...new Set(members.map(({ name }) => name))].join(', ');
    return `### ${names}\n\n~~~text\n${members[0].text}\n~~~`;
  });
  return [
    INTRODUCTION.trim(),
    `## All packages\n\n${table(packages)}`,
    `## Licences\n\n${withoutText(read.filter(({ text }) => text === undefined))}`,
    ...texts,
    '',
  ]
    .join('\n\n')
    .replace(/\n+$/, '\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(join(ROOT, 'THIRD-PARTY.md'), thirdPartyNotice(ROOT));
}
