import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { processUses } from './support/processUse.js';

const SRC = fileURLToPath(new URL('../src', import.meta.url));

/** Library files that use the process all the same, what they use, and why they may. */
const EXCEPTIONS: Readonly<Record<string, { readonly uses: RegExp; readonly because: string }>> = {
  'glyph/shape/svgProcess.ts': {
    uses: /^process\.(kill|pid|send|cpuUsage|stdin|stdout|on|once)$/,
    because: 'it is the entry of a process of its own, whose stdout is a pipe to the library',
  },
  'audio/scratch/scratch.ts': {
    uses: /^os\.tmpdir$/,
    because:
      'what long sounds are made of on the way lies in the folder for temporary files, unless a program names one',
  },
  'shared/weights/cache.ts': {
    uses: /^env-paths$/,
    because: 'the folder for caches is where users have it, unless a program names one',
  },
  'shared/engine/nativeTfjs.ts': {
    uses: /^globalThis$/,
    because: 'tfjs-node finds its engine there; what was there is put back',
  },
};

test('the library never prints, exits, steers the process or reads the environment', () => {
  const files = readdirSync(SRC, { recursive: true, encoding: 'utf8' })
    .map((file) => file.replaceAll('\\', '/'))
    .filter((file) => file.endsWith('.ts') && !file.startsWith('cli/'));
  expect(files.length).toBeGreaterThan(400);
  const used = new Set<string>();
  const offences = files.flatMap((file) =>
    processUses(readFileSync(join(SRC, file), 'utf8')).flatMap((use) => {
      const isAllowed = EXCEPTIONS[file]?.uses.test(use.replace(/^\d+: /, ''));
      if (isAllowed) used.add(file);
      return isAllowed ? [] : [`${file}:${use}`];
    }),
  );
  expect(offences).toEqual([]);
  expect([...used].sort(), 'exceptions that nobody needs').toEqual(Object.keys(EXCEPTIONS).sort());
});

test.each([
  "console.log('a');",
  'console.error = () => {};',
  "console['error'] = quiet;",
  'const { error } = console;',
  'const print = console;',
  'globalThis.console.log(1);',
  "Reflect.get(globalThis, 'console');",
  'f({ console });',
  'f({ a: console });',
  "import { Console } from 'node:console';",
  'process.env.HOME;',
  "process['env'].HOME;",
  'process[name];',
  'const { env } = process;',
  'const p = process;',
  "import { env } from 'node:process';",
  "import { env as settings } from 'process';",
  "import process from 'node:process';",
  "import * as process from 'node:process';",
  "export { env } from 'node:process';",
  "const { env } = await import('node:process');",
  "const { env } = require('process');",
  'process.exit(1);',
  'process.exitCode = 1;',
  "process.stdout.write('a');",
  "process.on('SIGINT', stop);",
  "process.emitWarning('a');",
  'process.argv.slice(2);',
  'process.chdir(folder);',
  "import { tmpdir } from 'node:os';",
  "import os from 'node:os';",
  "import envPaths from 'env-paths';",
  "import { createInterface } from 'node:readline';",
])('finds %s', (text) => {
  expect(processUses(text)).not.toEqual([]);
});

test.each([
  'const problem = { console: 1 };',
  'this.console.log(1);',
  'interface A { process: string; console: number }',
  'class A { process() {} }',
  "const text = 'console.log(process.env)'; // console.log(1)",
  'process.platform;',
  'process.memoryUsage.rss();',
  "process.on('exit', settle);",
  'let platform: NodeJS.Platform = process.platform;',
  "import { availableMemory } from 'node:process';",
  "import { availableParallelism as count } from 'node:os';",
])('has nothing against %s', (text) => {
  expect(processUses(text)).toEqual([]);
});

test('says where', () => {
  expect(processUses('const a = 1;\nconsole.error = f;\nf(process.env);')).toEqual([
    '2: console',
    '3: process.env',
  ]);
});
