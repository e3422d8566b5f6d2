/** Tags of TIFF 6.0 and of DNG 1.7. */
const NEW_SUBFILE_TYPE = 254;
const SUB_IFDS = 330;
const DNG_VERSION = 50_706;
/** Bit 0 of NewSubfileType: a smaller picture of another one in the file. */
const REDUCED = 1;
const ENTRY_BYTES = 12;

/**
 * Whether a TIFF is a camera's raw file (DNG, NEF, ARW and their kin): its first picture says that it is but a preview,
 * and there are others. Decoders of TIFF would return the first, a stamp of 160 pixels.
 *
 * @returns false too for files that are no TIFF, or damaged
 */
export function isRawTiff(bytes: Buffer): boolean {
  const start = bytes.toString('latin1', 0, 4);
  if ((start !== 'II*\0' && start !== 'MM\0*') || bytes.length < 8) return false;
  const isLittle = start === 'II*\0';
  const short = (offset: number): number =>
    isLittle ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset);
  const long = (offset: number): number =>
    isLittle ? bytes.readUInt32LE(offset) : bytes.readUInt32BE(offset);
  const directory = long(4);
  if (directory + 2 > bytes.length) return false;
  const next = directory + 2 + short(directory) * ENTRY_BYTES;
  let hasOthers = next + 4 <= bytes.length && long(next) !== 0;
  let isPreview = false;
  for (
    let entry = directory + 2;
    entry < Math.min(next, bytes.length - ENTRY_BYTES + 1);
    entry += ENTRY_BYTES
  ) {
    const tag = short(entry);
    if (tag === DNG_VERSION) return true;
    if (tag === SUB_IFDS) hasOthers = true;
    if (tag === NEW_SUBFILE_TYPE) isPreview = (long(entry + 8) & REDUCED) !== 0;
  }
  return isPreview && hasOthers;
}
