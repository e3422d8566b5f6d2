/** Offsets of ICC.1:2022: header (7.2) and tag table (7.3). */
const DATA_SPACE_OFFSET = 16;
const PCS_OFFSET = 20;
const TAG_COUNT_OFFSET = 128;
const TAG_BYTES = 12;
/** Real profiles have at most a few dozen. */
const MAX_TAGS = 1000;

/** Four letters at a byte offset; fewer at the end of the data. */
export function fourLetters(data: Buffer, offset: number): string {
  return data.toString('latin1', offset, offset + 4);
}

/** What a profile describes: 'RGB ', 'GRAY', 'CMYK' or other; empty if it is cut short. */
export function profileSpace(profile: Buffer): string {
  return fourLetters(profile, DATA_SPACE_OFFSET);
}

/** What a profile leads to: 'XYZ ' or 'Lab ', under D50. */
export function connectionSpace(profile: Buffer): string {
  return fourLetters(profile, PCS_OFFSET);
}

/**
 * The data of a tag, cut at the end of the profile; undefined if there is none of that name.
 *
 * @throws RangeError if the profile ends within the table of tags
 */
export function tagData(profile: Buffer, name: string): Buffer | undefined {
  const count = Math.min(MAX_TAGS, profile.readUInt32BE(TAG_COUNT_OFFSET));
  for (let i = 0; i < count; i++) {
    const entry = TAG_COUNT_OFFSET + 4 + i * TAG_BYTES;
    if (fourLetters(profile, entry) !== name) continue;
    const start = profile.readUInt32BE(entry + 4);
    return profile.subarray(start, start + profile.readUInt32BE(entry + 8));
  }
  return undefined;
}
