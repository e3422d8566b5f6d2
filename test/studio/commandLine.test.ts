import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { AUDIO_FLAGS } from '../../src/cli/audioFlags.js';
import { GLYPH_FLAGS } from '../../src/cli/glyphFlags.js';
import { IMAGE_FLAGS } from '../../src/cli/imageFlags.js';
import { STUDIO_MEDIA } from '../../src/cli/studio/media.js';
import { commandLine, quoted } from '../../src/studio/commandLine.js';
import { controlsOf } from '../../src/studio/controls.js';

describe('a run as a command line', () => {
  it('has arguments first, and flags by their names', () => {
    const fields = {
      content: 'a b.jpg',
      style: ['s.jpg', 't.jpg'],
      keepColors: 'luma',
      match: false,
      size: 160,
    };
    expect(commandLine('image', IMAGE_FLAGS, fields)).toBe(
      "nst image 'a b.jpg' --style s.jpg t.jpg --keep-colors luma --no-match --size 160",
    );
  });

  it('gives what may be repeated again, and a value with a dash in one word', () => {
    expect(
      commandLine('audio', AUDIO_FLAGS, { content: 'a.wav', terms: ['pitch', 'gain'], loudness: -16 }),
    ).toBe('nst audio a.wav --term pitch --term gain --loudness=-16');
  });

  it('has a text that starts with a dash behind two of them', () => {
    expect(commandLine('glyph', GLYPH_FLAGS, { text: '-x', size: 64 })).toBe('nst glyph --size 64 -- -x');
  });

  it.skipIf(process.platform === 'win32').each(["it's", '$HOME `id`', 'a\nb', '*', '"', '', '\\', '!x'])(
    'a shell reads %j as it is',
    (word) => {
      const printed = execFileSync('sh', ['-c', `printf %s ${quoted(word)}`], { encoding: 'utf8' });
      expect(printed).toBe(word);
    },
  );
});

describe('the controls of a tab', () => {
  it.each(STUDIO_MEDIA)(
    'are the options of its command that lead nowhere on this machine: $name',
    (medium) => {
      const controls = controlsOf(medium);
      const names = controls.map(({ name }) => name);
      for (const name of ['style', 'strength', ...medium.needs]) expect(names).toContain(name);
      const { text = 'style', wells, controls: inReach } = medium.atHand;
      for (const name of [text, ...wells, ...inReach]) expect(names).toContain(name);
      for (const name of ['output', 'force', 'cacheDir', 'ffmpegPath', 'layers', 'textFile'])
        expect(names).not.toContain(name);
      for (const { file, form } of controls)
        expect(file !== undefined).toBe(['file', 'files', 'text-or-file'].includes(form.kind));
    },
  );
});
