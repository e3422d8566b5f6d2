/** `nst glyph --atlas` and `--font-out`: whole alphabets in place of a text. */
import { basename, extname } from 'node:path';
import { BM_FONT_FORMATS } from '../glyph/atlas/bmFont.js';
import type {
  AlphabetOptions,
  Atlas,
  AtlasTransferOptions,
  BmFontFormat,
  MadeFonts,
} from '../glyph/index.js';
import { ALPHABET_OPTIONS } from '../glyph/options.js';
import type { JobTools, PlannedJob } from '../jobs/kind.js';
import { writeAtomically } from '../shared/atomicFile.js';
import { checkOneOf } from '../shared/check.js';
import { NstError } from '../shared/errors.js';
import { filesIn } from '../shared/options/files.js';
import { kebabCase, valuesIn } from '../shared/options/option.js';
import { checkOutputPath, type OutputRules } from '../shared/outputPath.js';
import { suffixedPath } from '../shared/paths.js';
import { ALPHABET_FLAGS, GLYPH_FLAGS, type GlyphFlags } from './glyphFlags.js';
import { packageVersion } from './packageVersion.js';

const DEFAULT_SHEET = 'atlas.png';
const SHEET_ENDINGS = ['.png', '.webp'];
const FONT_ENDINGS = ['.otf', '.ttf'];
const DEFAULT_CHARACTERS = 'latin';

/** `fire-type.otf` is the font "Fire Type". */
export function familyOf(path: string): string {
  const words = basename(path, extname(path))
    .split(/[\s_-]+/)
    .filter((word) => word !== '');
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(' ');
}

/** `sheet.png`, or `sheet-0.png`, `sheet-1.png` ... if there are several. */
function pagePaths(output: string, pages: number): string[] {
  if (pages === 1) return [output];
  return Array.from({ length: pages }, (_, page) => suffixedPath(output, `-${page}`));
}

function checkEnding(name: string, path: string, endings: readonly string[]): void {
  if (endings.includes(extname(path).toLowerCase()) && basename(path, extname(path)) !== '') return;
  throw new NstError(
    'NST_BAD_OPTION',
    `${name}: expected a name that ends in ${endings.join(' or ')}, found "${path}"`,
  );
}

/** The first flag that was given and is of no use here. */
function unusedFlag(flags: GlyphFlags): string | undefined {
  const given: Readonly<Record<string, unknown>> = flags;
  return Object.entries(GLYPH_FLAGS)
    .filter(([name]) => !Object.hasOwn(ALPHABET_FLAGS, name))
    .find(([name, { fallback }]) => given[name] !== undefined && given[name] !== fallback)?.[0];
}

function checkFlags(text: string | undefined, flags: GlyphFlags): void {
  const unused = text !== undefined ? 'text' : unusedFlag(flags);
  if (unused === undefined) return;
  const problem = 'is not for letters of a sheet or font';
  throw new NstError(
    'NST_BAD_OPTION',
    `${kebabCase(unused)}: ${problem}; leave it out, or --atlas and --font-out`,
  );
}

/** Where everything goes. */
interface AlphabetFiles {
  readonly sheet?:
    | { readonly output: string; readonly descriptor: string; readonly format: BmFontFormat }
    | undefined;
  readonly fonts?: { readonly colour: string; readonly outlines: string } | undefined;
}

/** The sheet and its descriptor; undefined if none is asked for. */
function sheetOf({ atlas, output, fnt = 'text' }: GlyphFlags): AlphabetFiles['sheet'] {
  if (atlas === undefined) {
    if (output === undefined) return undefined;
    throw new NstError(
      'NST_BAD_OPTION',
      'output: names the sheet of --atlas, and there is none; leave it out',
    );
  }
  const path = output ?? DEFAULT_SHEET;
  checkEnding('output', path, SHEET_ENDINGS);
  const format = checkOneOf('fnt', fnt, BM_FONT_FORMATS);
  return { output: path, descriptor: suffixedPath(path, '', format === 'json' ? '.json' : '.fnt'), format };
}

/** The font and its outlines alone; undefined if none is asked for. */
function fontsOf({ fontOut, atlas, fallback = [] }: GlyphFlags): AlphabetFiles['fonts'] {
  if (fontOut === undefined) return undefined;
  if (atlas === undefined && fallback.length > 0) {
    throw new NstError('NST_BAD_OPTION', 'fallback: a font is made from one font alone; leave it out');
  }
  checkEnding('font-out', fontOut, FONT_ENDINGS);
  return { colour: fontOut, outlines: suffixedPath(fontOut, '-outlines') };
}

function filesOf(flags: GlyphFlags): AlphabetFiles {
  return { sheet: sheetOf(flags), fonts: fontsOf(flags) };
}

const pathsOf = ({ sheet, fonts }: AlphabetFiles): string[] =>
  [sheet?.output, sheet?.descriptor, fonts?.colour, fonts?.outlines].filter((path) => path !== undefined);

async function checkFiles(files: AlphabetFiles, rules: OutputRules): Promise<void> {
  for (const path of pathsOf(files)) await checkOutputPath(path, rules);
}

type Look = Omit<AlphabetOptions & Pick<AtlasTransferOptions, 'fallback'>, 'characters'>;

async function writeAtlas(
  options: AlphabetOptions,
  { output, descriptor, format }: NonNullable<AlphabetFiles['sheet']>,
  rules: OutputRules,
): Promise<{ atlas: Atlas; pages: string[] }> {
  const { transferAtlas, formatBmFont, writePicture } = await import('../glyph/index.js');
  const pageNames = (pages: number) => pagePaths(output, pages).map((path) => basename(path));
  const faceName =
    options.font === undefined ? 'Montserrat Black' : basename(options.font, extname(options.font));
  const atlas = await transferAtlas({ ...options, faceName, pageNames });
  const paths = pagePaths(output, atlas.pages.length);
  if (paths.length > 1) for (const path of paths) await checkOutputPath(path, rules);
  for (const [i, page] of atlas.pages.entries()) await writePicture(paths[i] ?? output, page);
  await writeAtomically(descriptor, formatBmFont(atlas.font, format));
  return { atlas, pages: paths };
}

async function writeFonts(
  options: AlphabetOptions,
  { colour, outlines }: NonNullable<AlphabetFiles['fonts']>,
): Promise<MadeFonts> {
  const { transferFonts } = await import('../glyph/index.js');
  const made = await transferFonts({ ...options, family: familyOf(colour) });
  await writeAtomically(colour, made.colour);
  await writeAtomically(outlines, made.outlines);
  return made;
}

/**
 * What `--atlas` and `--font-out` ask for.
 *
 * @throws NstError
 */
export async function planLetters(text: string | undefined, flags: GlyphFlags): Promise<PlannedJob> {
  checkFlags(text, flags);
  const files = filesOf(flags);
  const rules = { force: flags.force ?? false, inputs: filesIn(ALPHABET_FLAGS, flags) };
  await checkFiles(files, rules);
  return {
    outputs: pathsOf(files),
    inputs: rules.inputs,
    run: (tools) => makeLetters(files, flags, rules, tools),
  };
}

async function makeLetters(
  { sheet, fonts }: AlphabetFiles,
  flags: GlyphFlags,
  rules: OutputRules,
  { reporter, signal, tell }: JobTools,
): Promise<void> {
  const { atlas: sheetCharacters, characters } = flags;
  const begin = performance.now();
  const look: Look = { ...valuesIn(ALPHABET_OPTIONS, flags), reporter, signal };
  const lines: string[] = [];
  const json: Record<string, unknown> = {};
  if (sheet && sheetCharacters !== undefined) {
    const { atlas, pages } = await writeAtlas({ ...look, characters: sheetCharacters }, sheet, rules);
    const { scaleW, scaleH, chars, kernings, size } = atlas.font;
    lines.push(`${pages.join(', ')}: ${scaleW}x${scaleH}, ${chars.length} characters, ${sheet.descriptor}`);
    const counts = { characters: chars.length, kernings: kernings.length, missing: atlas.missing };
    json.atlas = { pages, descriptor: sheet.descriptor, width: scaleW, height: scaleH, em: size, ...counts };
  }
  if (fonts) {
    const chosen = characters ?? sheetCharacters ?? DEFAULT_CHARACTERS;
    const { glyphs, missing } = await writeFonts({ ...look, characters: chosen }, fonts);
    lines.push(`${fonts.colour}: ${glyphs} glyphs, "${familyOf(fonts.colour)}"; outlines: ${fonts.outlines}`);
    json.font = { ...fonts, family: familyOf(fonts.colour), glyphs, missing };
  }
  const seconds = (performance.now() - begin) / 1000;
  const told = { ...json, seconds, seed: flags.seed, version: packageVersion() };
  tell({ lines, json: told, isStopped: false });
}
