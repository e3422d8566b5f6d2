/** `npm run bench -- <name>`: builds the benchmarks and runs one of bench/*.ts. */
import { runBuilt } from './built.mjs';

const [name, ...args] = process.argv.slice(2);
runBuilt(
  `bench/${name}`,
  'npm run bench -- step | operators | startUp | command | phases | memory | tiles | quality | pictureFront | terms | methods | nets | namedStyles | video | jobs | beforeAfter |\n  audio | audioTime | audioHour | audioStrength | audioSynthesis | audioNotes | audioNet | audioGrams | glyph | glyphStyles | glyphLegibility | glyphTime | goldens',
  args,
);
