import { Command, CommanderError } from 'commander';
import { messageOf, NstError } from '../shared/errors.js';
import { EXIT, exitCodeOf } from './exitCodes.js';
import { rememberWords } from './givenWords.js';
import { leaveClosedTerminal } from './interrupt.js';
import { packageVersion } from './packageVersion.js';
import { guardStreams, say, stdoutProblem } from './streams.js';

/** Commands by name, in the order of the help. Each is loaded when it is asked for: all of them take three times as long. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  image: async () => (await import('./imageCommand.js')).imageCommand(),
  audio: async () => (await import('./audioCommand.js')).audioCommand(),
  glyph: async () => (await import('./glyphCommand.js')).glyphCommand(),
  texture: async () => (await import('./textureCommand.js')).textureCommand(),
  photo: async () => (await import('./photoCommand.js')).photoCommand(),
  render: async () => (await import('./renderCommand.js')).renderCommand(),
  apply: async () => (await import('./applyCommand.js')).applyCommand(),
  train: async () => (await import('./trainCommand.js')).trainCommand(),
  batch: async () => (await import('./batchCommand.js')).batchCommand(),
  worker: async () => (await import('./workerCommand.js')).workerCommand(),
  studio: async () => (await import('./studioCommand.js')).studioCommand(),
  video: async () => (await import('./videoCommand.js')).videoCommand(),
  rerun: async () => (await import('./rerunCommand.js')).rerunCommand(main),
  info: async () => (await import('./info.js')).infoCommand(),
  methods: async () => (await import('./methods.js')).methodsCommand(),
  terms: async () => (await import('./terms.js')).termsCommand(),
  models: async () => (await import('./models.js')).modelsCommand(),
  doctor: async () => (await import('./doctor.js')).doctorCommand(),
  bench: async () => (await import('./benchCommand.js')).benchCommand(),
};

/** What is to be loaded for a first word: if it names no command, all, to be listed or suggested. */
function loadersFor(word: string | undefined) {
  if (word === '--version' || word === '-V') return [];
  return word !== undefined && Object.hasOwn(COMMANDS, word) ? [COMMANDS[word]!] : Object.values(COMMANDS);
}

/** @param word the first of the command line */
async function program(word: string | undefined): Promise<Command> {
  const nst = new Command('nst')
    .description('Neural style transfer for pictures, sound and text')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    // Or a command would take what is written behind its subcommand.
    .enablePositionalOptions()
    .configureOutput({ outputError: (text) => say(oneLine(text)) })
    .exitOverride();
  for (const load of loadersFor(word)) {
    const command = await load();
    nst.addCommand(command);
    handDown(nst, command);
  }
  return nst;
}

/** Commands that are made by themselves do not have the settings of the program. */
function handDown(from: Command, to: Command): void {
  to.copyInheritedSettings(from);
  for (const command of to.commands) handDown(to, command);
}

/** A complaint of commander's (which may come with a suggestion on a second line) in the form of ours. */
function oneLine(text: string): string {
  const line = text
    .trim()
    .replace(/^error: /, 'nst: ')
    .replaceAll(/\s*\n\s*/g, ' ');
  return `${line} (add --help for the options)`;
}

const stackOf = ({ stack = '' }: Error) => stack.split('\n');

function report(error: unknown): number {
  // Commander has said what it has to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badUsage;
  say(`nst: ${messageOf(error)}`);
  const isBug = !(error instanceof NstError) || error.code === 'NST_INTERNAL';
  if (isBug && error instanceof Error && process.env.NST_DEBUG) for (const line of stackOf(error)) say(line);
  return exitCodeOf(error);
}

/** More are a pattern of the shell that fits too much; from about 100,000 on, they no longer fit on the stack of the parser. */
const MAX_ARGUMENTS = 10_000;

function checkCount({ length }: readonly string[]): void {
  if (length <= MAX_ARGUMENTS) return;
  const problem = `expected at most ${MAX_ARGUMENTS} words, found ${length}; name fewer files`;
  throw new NstError('NST_BAD_OPTION', `command line: ${problem}`);
}

/** Runs the command line; the exit code is left in `process.exitCode`. */
export async function main(args: readonly string[]): Promise<void> {
  guardStreams();
  rememberWords(args);
  try {
    checkCount(args);
    await (await program(args[0])).parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
  const problem = await stdoutProblem();
  if (problem !== undefined) {
    say(`nst: ${problem}`);
    process.exitCode ||= EXIT.failure;
  }
  leaveClosedTerminal();
}
