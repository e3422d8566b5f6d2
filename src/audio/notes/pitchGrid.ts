/** The lowest row: C2, 65 Hz. */
export const LOWEST_NOTE = 36;
/** Rows, a semitone apart, up to F6, 1.4 kHz. */
export const PITCHES = 54;

/** Pitch of a row of a grid. @param tuning of the grid above that of A = 440 Hz, in semitones */
export function pitchOfRow(row: number, tuning: number): number {
  return hzOfNote(LOWEST_NOTE + row + tuning);
}

/** MIDI's number of a note, with fractions. */
export function noteOfHz(pitchHz: number): number {
  return 69 + 12 * Math.log2(pitchHz / 440);
}

/** Inverse of `noteOfHz`. */
export function hzOfNote(note: number): number {
  return 440 * 2 ** ((note - 69) / 12);
}
