/** `nst image`: one picture in the style of others. */
import { Command, Option } from 'commander';
// Types only: nothing of the library is loaded before the command runs, so that help comes at once.
import type { TransferImageOptions } from '../image/index.js';
import { checkDistinct } from '../shared/distinctOutputs.js';
import { suffixedPath } from '../shared/paths.js';
import { missingArgument, restoreArguments } from './greedyOptions.js';
import { jsonOf, provenance, summary } from './imageReport.js';
import { cacheDirOption } from './models.js';
import { parseNumber, parseNumbers, parseWords } from './parse.js';
import { addRunOptions, type RunFlags, requireStyle, runTransfer, withoutRunFlags } from './transferRun.js';

interface ImageFlags extends Omit<TransferImageOptions, 'content' | 'preview' | 'styleBlend'>, RunFlags {
  readonly style: string[];
  readonly output?: string;
  readonly styleBlend?: number[];
  readonly preview?: string;
  readonly previewEvery: number;
}

const EXAMPLES = `
Examples:
  nst image photo.jpg --style painting.jpg
  nst image photo.jpg --style painting.jpg -o out.png --size 1024 --strength 0.8
  nst image photo.jpg --style a.jpg b.jpg --style-blend 0.7,0.3 --keep-colors luma`;

/** The command, to be added to the program. */
export function imageCommand(): Command {
  const command = new Command('image')
    .description('give a picture the style of others')
    .argument('[content]', 'the picture to work on (PNG, JPEG, WebP, AVIF, TIFF, GIF)')
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
    );
  return addRunOptions(command).addHelpText('after', EXAMPLES).action(run);
}

type GivenFlags = Omit<ImageFlags, 'style'> & Partial<Pick<ImageFlags, 'style'>>;

async function run(content: string | undefined, flags: GivenFlags): Promise<void> {
  if (content === undefined) return runWithout(flags);
  await transfer(content, { ...flags, style: requireStyle(flags.style, 'at least one picture') });
}

async function runWithout(flags: GivenFlags): Promise<void> {
  const restored = restoreArguments(flags, ['style', 'styleMask', 'contentMask'], 1);
  const { taken: [content] = [], options = flags } = restored ?? {};
  const greedy = ['style', 'style-mask', 'content-mask'];
  if (content === undefined) throw missingArgument('content', 'the picture to work on', greedy);
  await run(content, options);
}

async function transfer(content: string, flags: ImageFlags): Promise<void> {
  const { transferImage, checkOutput, writePicture } = await import('../image/index.js');
  const {
    output = suffixedPath(content, '-styled', '.png'),
    preview,
    previewEvery,
    ...options
  } = withoutRunFlags(flags);
  const inputs = inputsOf(content, flags);
  await checkOutput(output, { force: flags.force ?? false, inputs });
  if (preview !== undefined) await checkOutput(preview, { force: true, inputs });
  await checkDistinct([
    { path: output, what: 'result' },
    ...(preview === undefined ? [] : [{ path: preview, what: 'preview' }]),
  ]);
  await runTransfer(flags, {
    transfer: ({ reporter, signal, onPreview }) =>
      transferImage({
        ...options,
        content,
        reporter,
        signal,
        ...(preview !== undefined && { preview: { every: previewEvery, onPicture: onPreview } }),
      }),
    ...(preview !== undefined && { preview: { path: preview, write: writePicture } }),
    write: (result) => writePicture(output, result.picture, provenance({ content, ...flags }, result)),
    summary: (result) => summary(output, result),
    json: (result) => jsonOf(output, result),
  });
}

function inputsOf(
  content: string,
  { style, styleMask = [], contentMask = [], init, modelFile }: ImageFlags,
): string[] {
  const single = [init, modelFile].filter((file) => file !== undefined);
  return [content, ...style, ...styleMask, ...contentMask, ...single];
}
