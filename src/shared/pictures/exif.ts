/** What cameras write about a photograph (Exif 2.32, in a TIFF of its own). */

/** How JPEG marks it; in other files it stands without. */
const MARK = Buffer.from('Exif\0\0', 'latin1');
const ORIENTATION = 0x0112;
const [ENTRY_BYTES, COUNT_BYTES] = [12, 2] as const;
const UPRIGHT = 1;

/**
 * The same of a picture that stands upright, as all pictures do that were read here: its orientation is 1, so that no viewer turns it again,
 * and the stamp of the photograph as it was taken is left out.
 *
 * @returns undefined for what is damaged
 */
export function uprightExif(exif: Buffer): Buffer | undefined {
  const bytes = Buffer.from(exif.subarray(0, MARK.length).equals(MARK) ? exif.subarray(MARK.length) : exif);
  const order = bytes.toString('latin1', 0, 4);
  if (order !== 'II*\0' && order !== 'MM\0*') return undefined;
  const isLittle = order === 'II*\0';
  const short = (offset: number) => (isLittle ? bytes.readUInt16LE(offset) : bytes.readUInt16BE(offset));
  try {
    const directory = isLittle ? bytes.readUInt32LE(4) : bytes.readUInt32BE(4);
    const count = short(directory);
    const end = directory + COUNT_BYTES + count * ENTRY_BYTES;
    for (let entry = directory + COUNT_BYTES; entry < end; entry += ENTRY_BYTES) {
      if (short(entry) !== ORIENTATION) continue;
      // A short lies at the front of its four bytes.
      if (isLittle) bytes.writeUInt16LE(UPRIGHT, entry + 8);
      else bytes.writeUInt16BE(UPRIGHT, entry + 8);
    }
    // The directory of the stamp follows the first.
    bytes.writeUInt32LE(0, end);
    return bytes;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
