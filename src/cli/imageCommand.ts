/** `nst image`: one picture in the style of others. */
import { basename, dirname, extname, join, resolve } from 'node:path';
import { Command, Option } from 'commander';
// Types only: nothing of the library is loaded before the command runs, so that help comes at once.
import type { TransferImageOptions } from '../image/index.js';
import { NstError } from '../shared/errors.js';
import { EXIT } from './exitCodes.js';
import { jsonOf, provenance, summary } from './imageReport.js';
import { catchInterrupt } from './interrupt.js';
import { cacheDirOption } from './models.js';
import { parseNumber, parseNumbers, parseWords } from './parse.js';
import { previewWriter } from './previewWriter.js';
import type { Verbosity } from './progress.js';

interface ImageFlags extends Omit<TransferImageOptions, 'content' | 'preview' | 'styleBlend'> {
  readonly style: string[];
  readonly output?: string;
  readonly styleBlend?: number[];
  readonly preview?: string;
  readonly previewEvery: number;
  readonly json?: boolean;
  readonly force?: boolean;
  readonly quiet?: boolean;
  readonly verbose?: boolean;
}

const EXAMPLES = `
Examples:
  nst image photo.jpg --style painting.jpg
  nst image photo.jpg --style painting.jpg -o out.png --size 1024 --strength 0.8
  nst image photo.jpg --style a.jpg b.jpg --style-blend 0.7,0.3 --keep-colors luma`;

/**
 * The command, to be added to the program. `--style` is required, but asked for by us: commander would miss it before it
 * says that `--stlye` is unknown.
 */
export function imageCommand(): Command {
  return new Command('image')
    .description('give a picture the style of others')
    .argument('<content>', 'the picture to work on (PNG, JPEG, WebP, AVIF, TIFF, GIF)')
    .usage('<content> --style <file...> [options]')
    .option('-s, --style <file...>', 'pictures whose style it is given')
    .option(
      '-o, --output <file>',
      'the result: .png, .jpg, .webp, .avif or .tif (default: beside the content)',
    )
    .option('--size <px>', 'longer side of the result', parseNumber, 512)
    .option('--preset <name>', 'default, draft, best, gatys2016 or tutorial', 'default')
    .option('--strength <0..1>', 'from the content (0) to nothing but style (1) (default: 0.6)', parseNumber)
    .option('--style-scale <factor>', 'size of the strokes (default: 1)', parseNumber)
    .option('--keep-colors <how>', 'the content’s colours: none, luma or match', 'none')
    .option('--style-blend <shares>', 'share of each style, e.g. 0.7,0.3', parseNumbers)
    .option('--style-mask <file...>', 'one for each style: only its white parts count')
    .option('--content-mask <file...>', 'one for each style: it goes to the white parts only')
    .option('--init <start>', 'content, noise, style (noise in its colours), or the file of a picture')
    .option('--iterations <n>', 'evaluations of the losses, over all stages', parseNumber)
    .option('--network <name>', 'inception, vgg19 or vgg16')
    .option('--style-layers <names>', 'layers that make the style, e.g. conv1,mixed0', parseWords)
    .option('--content-layers <names>', 'layers that make the content', parseWords)
    .option('--statistic <name>', 'what style is: gram, moments or wasserstein')
    .option('--style-weight <factor>', 'factor on the style loss, in place of --strength', parseNumber)
    .option('--content-weight <factor>', 'factor on the content loss, in place of --strength', parseNumber)
    .option('--tv-weight <factor>', 'factor on the total variation: smooths', parseNumber)
    .option('--optimizer <name>', 'lbfgs or adam')
    .option('--variable <name>', 'what is varied: pixels, or spectrum (decorrelated frequencies)')
    .option('--seed <n>', 'seed of all that is random', parseNumber, 0)
    .option('--device <name>', 'auto, cpu, cuda, webgpu, coreml, dml or tfjs', 'auto')
    .option('--threads <n>', 'CPU threads; 0: one for each core', parseNumber, 0)
    .option('--model-file <file>', 'weights of the network: safetensors, ONNX or tfjs')
    .addOption(cacheDirOption())
    .option('--preview <file>', 'write how it looks so far')
    .addOption(
      new Option('--preview-every <n>', 'iterations between previews').argParser(parseNumber).default(10),
    )
    .option('--json', 'print one JSON object about the result')
    .option('--force', 'replace the result if it exists')
    .option('-q, --quiet', 'no progress')
    .option('-v, --verbose', 'every step')
    .addHelpText('after', EXAMPLES)
    .action(run);
}

/** `photo.jpg` becomes `photo-styled.png` beside it. */
function defaultOutput(content: string): string {
  return join(dirname(content), `${basename(content, extname(content))}-styled.png`);
}

type GivenFlags = Omit<ImageFlags, 'style'> & Partial<Pick<ImageFlags, 'style'>>;

async function run(content: string, { style, ...flags }: GivenFlags): Promise<void> {
  if (!style) {
    throw new NstError(
      'NST_BAD_OPTION',
      'style: expected at least one picture, found none; add --style FILE',
    );
  }
  await transfer(content, { ...flags, style });
}

async function transfer(content: string, flags: ImageFlags): Promise<void> {
  const { transferImage, checkOutput, writePicture } = await import('../image/index.js');
  const { progressReporter } = await import('./progress.js');
  const {
    output = defaultOutput(content),
    preview,
    previewEvery,
    json,
    force = false,
    quiet,
    verbose,
    ...rest
  } = flags;
  const inputs = inputsOf(content, flags);
  await checkOutput(output, { force, inputs });
  if (preview !== undefined) {
    checkDistinct(preview, output);
    await checkOutput(preview, { force: true, inputs });
  }
  const verbosity: Verbosity = quiet ? 'quiet' : verbose ? 'verbose' : 'normal';
  const reporter = progressReporter(verbosity);
  const interrupt = catchInterrupt();
  const previews = previewWriter(preview, writePicture, reporter.warn);
  const result = await transferImage({
    ...rest,
    content,
    reporter,
    signal: interrupt.signal,
    ...(preview !== undefined && { preview: { every: previewEvery, onPicture: previews.write } }),
  }).finally(() => {
    reporter.stop();
    interrupt.release();
  });
  await previews.end();
  await writePicture(output, result.picture, provenance({ content, ...flags }, result));
  if (verbosity !== 'quiet') process.stderr.write(`${summary(output, result)}\n`);
  if (json) process.stdout.write(`${JSON.stringify(jsonOf(output, result))}\n`);
  if (result.ended === 'stopped') process.exitCode = EXIT.interrupted;
}

function checkDistinct(preview: string, output: string): void {
  if (resolve(preview) !== resolve(output)) return;
  throw new NstError('NST_BAD_OUTPUT', `${preview}: the preview is also the result; choose another name`);
}

function inputsOf(
  content: string,
  { style, styleMask = [], contentMask = [], init, modelFile }: ImageFlags,
): string[] {
  const single = [init, modelFile].filter((file) => file !== undefined);
  return [content, ...style, ...styleMask, ...contentMask, ...single];
}
