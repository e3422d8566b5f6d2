/** Standard MIDI files, as far as notes, programs and drums go, and their rendering by fluidsynth. */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const TICKS_PER_QUARTER = 480;
/** At 60 quarters a minute a quarter lasts a second, so ticks are 1/480 s. */
const MICROSECONDS_PER_QUARTER = 1_000_000;
const DRUM_CHANNEL = 9;

/** A number in 7-bit groups, most significant first, as MIDI writes times and lengths. */
function variableLength(value) {
  const bytes = [value & 0x7f];
  for (let rest = value >> 7; rest > 0; rest >>= 7) bytes.unshift((rest & 0x7f) | 0x80);
  return bytes;
}

function chunk(id, bytes) {
  const header = Buffer.alloc(8);
  header.write(id, 0, 'latin1');
  header.writeUInt32BE(bytes.length, 4);
  return Buffer.concat([header, Buffer.from(bytes)]);
}

/**
 * A MIDI file (format 0) of notes on one instrument.
 *
 * @param {{startS: number, durationS: number, pitch: number, velocity: number}[]} notes pitch 60 is middle C
 * @param {number} program General MIDI program 0..127, or 128 for the drum kit (pitch picks the drum)
 */
export function midiFile(notes, program) {
  const drums = program === 128;
  const channel = drums ? DRUM_CHANNEL : 0;
  const ticks = (seconds) => Math.round(seconds * TICKS_PER_QUARTER);
  const events = notes.flatMap(({ startS, durationS, pitch, velocity }) => [
    { at: ticks(startS), order: 1, bytes: [0x90 | channel, pitch, velocity] },
    { at: ticks(startS + durationS), order: 0, bytes: [0x80 | channel, pitch, 0] },
  ]);
  events.sort((a, b) => a.at - b.at || a.order - b.order);
  const tempo = [0, 0xff, 0x51, 3, ...[16, 8, 0].map((shift) => (MICROSECONDS_PER_QUARTER >> shift) & 0xff)];
  const track = [...tempo, ...(drums ? [] : [0, 0xc0 | channel, program])];
  let now = 0;
  for (const { at, bytes } of events) {
    track.push(...variableLength(at - now), ...bytes);
    now = at;
  }
  track.push(0, 0xff, 0x2f, 0);
  const header = [0, 0, 0, 1, TICKS_PER_QUARTER >> 8, TICKS_PER_QUARTER & 0xff];
  return Buffer.concat([chunk('MThd', header), chunk('MTrk', track)]);
}

/**
 * Renders notes with a soundfont into a 16-bit stereo WAV file, without reverb and chorus.
 *
 * @param {string} wavPath file to write
 * @param {number} program as for `midiFile`
 * @param {{font: string, sampleRateHz?: number, gain?: number}} options path of the .sf2 file
 */
export function renderNotes(wavPath, notes, program, { font, sampleRateHz = 22_050, gain = 0.6 }) {
  const folder = mkdtempSync(join(tmpdir(), 'nst-midi-'));
  try {
    const midi = join(folder, 'notes.mid');
    writeFileSync(midi, midiFile(notes, program));
    const format = ['-F', wavPath, '-T', 'wav', '-O', 's16', '-r', String(sampleRateHz), '-g', String(gain)];
    execFileSync('fluidsynth', ['-q', '-n', '-i', '-R', '0', '-C', '0', ...format, font, midi], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}
