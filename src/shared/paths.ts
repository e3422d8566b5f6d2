/** Names of files as they are made from one another, on every system. Each function takes the system's rules, for tests. */
import nodePath, { type PlatformPath } from 'node:path';

/** What ext4, APFS and NTFS allow a name at the most, in bytes of UTF-8 (NTFS counts UTF-16, of which there are never more). */
const MAX_NAME_BYTES = 255;

/**
 * Another name in the folder of a file.
 *
 * `join(dirname(path), name)` would do but for `C:photo.jpg`, which lies in the current folder of drive C and not in its root.
 */
export function siblingPath(path: string, name: string, paths: PlatformPath = nodePath): string {
  const { root, dir } = paths.parse(path);
  return paths.format({ root, dir, base: name });
}

/** As much of the start of a text as fits; no character is cut. */
function startOf(text: string, maxBytes: number): string {
  let start = '';
  let bytes = 0;
  for (const character of text) {
    bytes += Buffer.byteLength(character);
    if (bytes > maxBytes) break;
    start += character;
  }
  return start;
}

/**
 * A name made from that of another file, in the same folder: `photo.jpg` with `-styled` and `.png` becomes `photo-styled.png`.
 * Of a name that would become too long, the start is kept.
 *
 * @param suffix between the name and its ending
 * @param ending with its dot; the file's own if left out
 */
export function suffixedPath(
  path: string,
  suffix: string,
  ending?: string,
  paths: PlatformPath = nodePath,
): string {
  const { name, ext } = paths.parse(path);
  const end = `${suffix}${ending ?? ext}`;
  return siblingPath(path, `${startOf(name, MAX_NAME_BYTES - Buffer.byteLength(end))}${end}`, paths);
}

/** Names of devices, which Windows finds in every folder and behind every ending. */
const WINDOWS_DEVICE = /^(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])[ ]*(\.|$)/i;
const WINDOWS_FORBIDDEN = /[<>:"|?*]|\p{Cc}/u;

/**
 * Why Windows would write to something else than a file of this name, or not at all: it writes `nul.png` nowhere, `a.png:b` into
 * a stream of a.png that nobody sees, and drops dots and blanks at the end.
 *
 * @returns undefined if the last part of the path can be the name of a file
 */
export function windowsNameProblem(path: string): string | undefined {
  const { base } = nodePath.win32.parse(path);
  if (WINDOWS_DEVICE.test(base)) return `"${base}" is the name of a device on Windows`;
  const forbidden = WINDOWS_FORBIDDEN.exec(base)?.[0];
  if (forbidden !== undefined) return `names on Windows cannot have ${JSON.stringify(forbidden)} in them`;
  if (/[. ]$/.test(base)) return 'names on Windows cannot end in a dot or a blank';
  return undefined;
}

/** A name, such that two become equal that are one: macOS and Windows care neither for capitals nor for how accents are composed. */
export function foldedName(name: string, platform: NodeJS.Platform = process.platform): string {
  return platform === 'darwin' || platform === 'win32' ? name.normalize('NFC').toLowerCase() : name;
}
