import { Command, CommanderError } from 'commander';
import { messageOf, NstError } from '../shared/errors.js';
import { applyCommand } from './applyCommand.js';
import { audioCommand } from './audioCommand.js';
import { batchCommand } from './batchCommand.js';
import { doctorCommand } from './doctor.js';
import { EXIT, exitCodeOf } from './exitCodes.js';
import { rememberWords } from './givenWords.js';
import { glyphCommand } from './glyphCommand.js';
import { imageCommand } from './imageCommand.js';
import { infoCommand } from './info.js';
import { leaveClosedTerminal } from './interrupt.js';
import { methodsCommand } from './methods.js';
import { modelsCommand } from './models.js';
import { packageVersion } from './packageVersion.js';
import { photoCommand } from './photoCommand.js';
import { renderCommand } from './renderCommand.js';
import { rerunCommand } from './rerunCommand.js';
import { guardStreams, say, stdoutProblem } from './streams.js';
import { termsCommand } from './terms.js';
import { textureCommand } from './textureCommand.js';
import { trainCommand } from './trainCommand.js';
import { videoCommand } from './videoCommand.js';
import { workerCommand } from './workerCommand.js';

function program(): Command {
  const nst = new Command('nst')
    .description('Neural style transfer for pictures, sound and text')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    // Or a command would take what is written behind its subcommand.
    .enablePositionalOptions()
    .configureOutput({ outputError: (text) => say(oneLine(text)) })
    .exitOverride();
  const modes = [
    imageCommand(),
    audioCommand(),
    glyphCommand(),
    textureCommand(),
    photoCommand(),
    renderCommand(),
    applyCommand(),
    trainCommand(),
    batchCommand(),
    workerCommand(),
    videoCommand(),
  ];
  for (const command of [
    ...modes,
    rerunCommand(main),
    infoCommand(),
    methodsCommand(),
    termsCommand(),
    modelsCommand(),
    doctorCommand(),
  ]) {
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
    await program().parseAsync(args, { from: 'user' });
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
