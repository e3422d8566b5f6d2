import { Command, CommanderError } from 'commander';
import { messageOf, NstError } from '../shared/errors.js';
import { audioCommand } from './audioCommand.js';
import { doctorCommand } from './doctor.js';
import { EXIT, exitCodeOf } from './exitCodes.js';
import { glyphCommand } from './glyphCommand.js';
import { imageCommand } from './imageCommand.js';
import { modelsCommand } from './models.js';
import { packageVersion } from './packageVersion.js';

function program(): Command {
  const nst = new Command('nst')
    .description('Neural style transfer for pictures, sound and text')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand(false)
    .configureOutput({ outputError: (text, write) => write(oneLine(text)) })
    .exitOverride();
  for (const command of [imageCommand(), audioCommand(), glyphCommand(), modelsCommand(), doctorCommand()]) {
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
  return `${line} (add --help for the options)\n`;
}

function report(error: unknown): number {
  // Commander has said what it has to say.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.badUsage;
  process.stderr.write(`nst: ${messageOf(error)}\n`);
  const isBug = !(error instanceof NstError) || error.code === 'NST_INTERNAL';
  if (isBug && error instanceof Error && process.env.NST_DEBUG) process.stderr.write(`${error.stack}\n`);
  return exitCodeOf(error);
}

/** Runs the command line; the exit code is left in `process.exitCode`. */
export async function main(args: readonly string[]): Promise<void> {
  // A reader that goes away (`nst ... | head`) is no failure.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(EXIT.ok);
    throw error;
  });
  try {
    await program().parseAsync(args, { from: 'user' });
  } catch (error) {
    process.exitCode = report(error);
  }
}
