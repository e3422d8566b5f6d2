/** Tags of TIFF 6.0 and of DNG 1.7. */
const NEW_SUBFILE_TYPE = 254;
const DNG_VERSION = 50_706;
/** Bit 0 of NewSubfileType: a smaller picture of another one in the file. */
const REDUCED = 1;
const ENTRY_BYTES = 12;

/**
 * Whether a TIFF is a camera's raw file (DNG, NEF, ARW and their kin): its first picture says that it is but a preview.
 * Decoders of TIFF would return that one, a stamp of 160 pixels.
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
  const last = directory + 2 + short(directory) * ENTRY_BYTES;
  for (
    let entry = directory + 2;
    entry < Math.min(last, bytes.length - ENTRY_BYTES + 1);
    entry += ENTRY_BYTES
  ) {
    const tag = short(entry);
    if (tag === DNG_VERSION) return true;
    if (tag === NEW_SUBFILE_TYPE && (long(entry + 8) & REDUCED) !== 0) return true;
  }
  return false;
}
