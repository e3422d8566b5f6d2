/** Readers with a fault each, for the tests of the fuzzer: they do it when their input has the word in it. */
import { readFileSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

class NstError extends Error {
  name = 'NstError';
  code = 'NST_BAD_INPUT';
}

class UnsoundResult extends Error {
  name = 'UnsoundResult';
}

const refuse = (message) => {
  throw new NstError(message);
};

/** What each word does. */
const PLANTED = {
  HANG: () => {
    for (;;);
  },
  GROW: async () => {
    const kept = [];
    for (;;) {
      kept.push(Buffer.alloc(20_000_000, 1));
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  },
  HEAP: () => {
    const kept = [];
    for (;;) kept.push(new Array(1_000_000).fill({}));
  },
  EXIT: () => process.exit(0),
  KILL: () => process.kill(process.pid, 'SIGSEGV'),
  TYPE: () => undefined.length,
  CODE: () => {
    throw Object.assign(new NstError('a bug'), { code: 'NST_INTERNAL' });
  },
  LATE: () => void Promise.reject(new Error('nobody waits')),
  SOON: () => void setTimeout(() => Promise.reject(new Error('nobody waits')), 40),
  SLOW: () => new Promise((resolve) => setTimeout(resolve, 300)),
  LINE: () => refuse('one line\nand another'),
  LONG: () => refuse('x'.repeat(2000)),
  TELL: () => console.log('hello'),
  DESC: () => void writeSync(2, 'hello from below\n'),
  LEFT: ({ out }) => {
    writeFileSync(join(out, 'half.png'), 'x');
    refuse('cannot be read');
  },
  PART: ({ out }) => writeFileSync(join(out, '.result.png.7.part'), 'x'),
  NONE: () => {
    throw new UnsoundResult('no values');
  },
  GOOD: () => undefined,
  POOR: () => refuse('cannot be read'),
};

export const TARGETS = Object.entries(PLANTED).map(([word, act]) => ({
  name: word,
  seeds: async () => [{ name: word, input: new Map([['input', Buffer.from(`a ${word} b`)]]) }],
  mutatorOf: () => () => undefined,
  read: async (place) => {
    if (readFileSync(place.file, 'latin1').includes(word)) await act(place);
  },
}));
