import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Confirmer } from '../../fuzz/confirm.js';
import { readFinding, tableOf, writeFindings } from '../../fuzz/report.js';
import { runPool } from '../../fuzz/run/pool.js';
import type { ReaderOptions } from '../../fuzz/run/readerProcess.js';
import { Tally } from '../../fuzz/run/tally.js';
import type { Outcome } from '../../fuzz/verdict.js';
import { TARGETS } from './planted.mjs';

const folder = mkdtempSync(join(tmpdir(), 'nst-fuzz-test-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const options: ReaderOptions = {
  folder: join(folder, 'work'),
  child: join(folder, 'run/child.js'),
  registry: new URL('./planted.mjs', import.meta.url).href,
  limits: { timeMs: 2000, memoryBytes: 400_000_000 },
  settleMs: 150,
};

beforeAll(() => {
  // The children are plain Node.
  writeFileSync(join(folder, 'package.json'), '{"type": "module"}');
  for (const file of ['run/child', 'verdict']) {
    const source = readFileSync(new URL(`../../fuzz/${file}.ts`, import.meta.url), 'utf8');
    const compilerOptions = { module: ts.ModuleKind.ESNext, target: ts.ScriptTarget.ES2022 };
    const { outputText } = ts.transpileModule(source, { compilerOptions });
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, `${file}.js`), outputText);
  }
});

/** All but hangs have time enough, however busy the machine is. */
const PATIENT: ReaderOptions = { ...options, limits: { ...options.limits, timeMs: 60_000 } };

/** Runs planted readers on the inputs that set them off. */
async function run(...words: readonly string[]): Promise<Tally> {
  const targets = TARGETS.filter(({ name }) => words.includes(name));
  expect(targets).toHaveLength(words.length);
  const tally = new Tally();
  const patience = words.includes('HANG') ? options : PATIENT;
  await runPool({ targets, perTarget: 0, seed: 1, children: 1 }, patience, tally);
  return tally;
}

const EXPECTED: readonly (readonly [word: string, verdict: Outcome['verdict'], detail: RegExp])[] = [
  ['GOOD', 'accepted', /^$/],
  ['GROW', 'memory', /more than 381 MiB resident/],
  ['HEAP', 'memory', /heap out of memory|resident/],
  ['EXIT', 'exit', /exit code 0/],
  ['KILL', 'signal', /SIGSEGV/],
  ['TYPE', 'foreign', /TypeError/],
  ['CODE', 'foreign', /a bug/],
  ['LATE', 'late', /nobody waits/],
  ['LINE', 'message', /U\+000a/],
  ['LONG', 'message', /2000 letters/],
  ['TELL', 'print', /^hello\n$/],
  ['DESC', 'print', /hello from below/],
  ['LEFT', 'leftover', /half\.png/],
  ['PART', 'leftover', /\.part/],
  ['NONE', 'wrong', /no values/],
  ['POOR', 'wrong', /the sound input "POOR" is refused: cannot be read/],
];

describe('a planted fault', () => {
  it('is told from all others', { timeout: 120_000 }, async () => {
    const tally = await run(...EXPECTED.map(([word]) => word));
    for (const [word, verdict] of EXPECTED) {
      expect(tally.rows.get(word), word).toMatchObject({ inputs: 1, [verdict]: 1 });
    }
    const details = new Map(
      [...tally.groups.values()].map(({ failures: [failure] }) => [
        failure?.target.name,
        failure?.outcome.detail,
      ]),
    );
    for (const [word, , detail] of EXPECTED) expect(details.get(word) ?? '').toMatch(detail);
    // Two lines of names, and one of sums.
    expect(tableOf(tally).split('\n')).toHaveLength(1 + EXPECTED.length + 1);
  });

  it('that hangs is ended when its time is over', { timeout: 120_000 }, async () => {
    const [group] = (await run('HANG')).groups.values();
    expect(group?.failures[0]?.outcome).toMatchObject({ verdict: 'hang', detail: 'no answer in 2000 ms' });
  });

  it.each(['TYPE', 'KILL', 'LATE', 'HANG'])(
    '%s is seen again alone, and reduced to the word that does it',
    { timeout: 120_000 },
    async (word) => {
      const tally = await run(word);
      const [group] = tally.groups.values();
      const confirmer = new Confirmer(options);
      const finding = group && (await confirmer.confirm(group, { tries: 20, timeMs: 60_000 }));
      confirmer.close();
      expect(finding).toMatchObject({ isRepeated: true, count: 1 });
      expect(Buffer.from(finding?.input.get('input') ?? []).toString()).toBe(word);
    },
  );

  // Two inputs must overlap in time, which a machine that is busy elsewhere may prevent.
  it('that comes while the next input is read is found to be of the one before', {
    timeout: 120_000,
    retry: 2,
  }, async () => {
    const tally = await run('SOON', 'SLOW');
    const [group] = tally.groups.values();
    expect(group?.failures).toMatchObject([{ target: { name: 'SLOW' }, outcome: { verdict: 'late' } }]);
    const confirmer = new Confirmer(options);
    const finding = group && (await confirmer.confirm(group, { tries: 0, timeMs: 1000 }));
    confirmer.close();
    expect(finding).toMatchObject({ target: { name: 'SOON' }, isRepeated: true });
  });

  it('is written with its input, and read again', async () => {
    const target = TARGETS.find(({ name }) => name === 'TYPE')!;
    const outcome: Outcome = { verdict: 'foreign', detail: 'TypeError: x', milliseconds: 1, memoryBytes: 1 };
    const input = new Map([['input', Uint8Array.of(1, 2)]]);
    const finding = {
      target,
      input,
      fault: 'foreign',
      outcome,
      number: 3,
      count: 2,
      isRepeated: true,
    } as const;
    const out = join(folder, 'out');
    await writeFindings(out, [finding], 1);
    expect(await readFinding(join(out, '01-TYPE-foreign'))).toEqual({ target: 'TYPE', input });
    expect(readFileSync(join(out, 'README.md'), 'utf8')).toMatch(/TYPE: foreign \(2 inputs; 2 bytes do it\)/);
  });
});
