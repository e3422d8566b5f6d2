/** A note: seconds, MIDI pitch (60 is middle C), velocity 1..127. */
export interface Note {
  readonly startS: number;
  readonly durationS: number;
  readonly pitch: number;
  readonly velocity: number;
}

export function midiFile(notes: readonly Note[], program: number): Buffer;

export function renderNotes(
  wavPath: string,
  notes: readonly Note[],
  program: number,
  options: { readonly font: string; readonly sampleRateHz?: number; readonly gain?: number },
): void;
