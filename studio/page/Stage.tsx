import type { RunInfo } from '../../src/studio/wire.js';
import { fileView, runDownload, runPreview, stopRun } from './api.js';
import { Chart } from './Chart.js';
import { FilmResult } from './FilmResult.js';
import { PictureResult } from './PictureResult.js';
import { SoundResult } from './SoundResult.js';
import { attempt, filesOf, medium, shownRun, spoken } from './state.js';
import { durationText } from './words.js';

/** The middle: the run that is looked at. */
export function Stage() {
  const run = shownRun.value;
  return (
    <section class="stage" aria-label="Result">
      {run === undefined ? <p class="empty">{medium.value?.invitation}</p> : <Shown key={run.id} run={run} />}
    </section>
  );
}

function Shown({ run }: { readonly run: RunInfo }) {
  const isOver = run.state !== 'running' && run.state !== 'waiting';
  return (
    <>
      {run.result !== undefined && <Result run={run} />}
      {!isOver && <Preview run={run} />}
      {!isOver && <Progress run={run} />}
      {run.problem !== undefined && <p class="problem">{run.problem}</p>}
      {run.warnings.map((text) => (
        <p key={text} class="warning">
          {text}
        </p>
      ))}
      {isOver && <Facts run={run} />}
    </>
  );
}

function Result({ run }: { readonly run: RunInfo }) {
  const shows = medium.value?.shows;
  if (shows === 'sound') return <SoundResult run={run} />;
  if (shows === 'film') return <FilmResult run={run} />;
  return <PictureResult run={run} isCutout={shows === 'cutout'} />;
}

function Preview({ run }: { readonly run: RunInfo }) {
  const [content] = filesOf(run.fields.content);
  if (run.previews === 0 && !content?.hasView) return <div class="frame waiting" />;
  if (run.previews === 0 && content)
    return (
      <div class="frame">
        <img class="dim" src={fileView(content.id)} alt="The content" />
      </div>
    );
  if (medium.value?.shows === 'sound')
    return (
      // biome-ignore lint/a11y/useMediaCaption: a sound on its way has no words to show
      <audio controls src={runPreview(run)} aria-label="How it sounds so far" />
    );
  return (
    <div class="frame">
      <img src={runPreview(run)} alt="How it looks so far" />
    </div>
  );
}

function Progress({ run }: { readonly run: RunInfo }) {
  if (run.state === 'waiting')
    return (
      <div class="progress">
        <span>Waiting for the runs before it</span>
        <Stop run={run} label="Take out" />
      </div>
    );
  const percent = run.steps > 0 ? Math.round((100 * run.step) / run.steps) : 0;
  const left = run.leftMs === undefined ? '' : `, ${durationText(run.leftMs / 1000)} left`;
  const text =
    run.steps > 0 ? `${medium.value?.unit} ${run.step} of ${run.steps}${left}` : run.stage || 'Starting';
  return (
    <>
      <div class="progress">
        <progress aria-label="Progress" max={100} value={run.steps > 0 ? percent : undefined} />
        <span class="numbers">{text}</span>
        <Stop run={run} label={medium.value?.shows === 'film' ? 'Stop' : 'Stop and keep'} />
      </div>
      <Stages stages={run.stages} />
      <Chart curve={run.curve} />
    </>
  );
}

/** What has been done, and what is: the last of them. */
function Stages({ stages }: { readonly stages: readonly string[] }) {
  if (stages.length === 0) return null;
  return (
    <ol class="stages" aria-label="Stages">
      {stages.map((stage, i) => (
        <li key={`${i}-${stage}`} aria-current={i === stages.length - 1 ? 'step' : undefined}>
          {stage}
        </li>
      ))}
    </ol>
  );
}

function Stop({ run, label }: { readonly run: RunInfo; readonly label: string }) {
  return (
    <button type="button" onClick={() => void attempt(() => stopRun(run.id))}>
      {label}
    </button>
  );
}

function Facts({ run }: { readonly run: RunInfo }) {
  const copy = () =>
    attempt(async () => {
      await navigator.clipboard.writeText(run.commandLine);
      spoken.value = 'Command line copied';
    });
  return (
    <div class="facts">
      <div class="actions">
        {run.result !== undefined && (
          <a class="button" href={runDownload(run.id)} download>
            Download
          </a>
        )}
        <button type="button" onClick={() => void copy()}>
          Copy as command line
        </button>
      </div>
      {run.summary !== undefined && <p class="quiet">{run.summary}</p>}
      {run.figures.map((text) => (
        <p key={text} class="figure">
          {text}
        </p>
      ))}
      <details>
        <summary>How it was made</summary>
        <code class="command">{run.commandLine}</code>
        <Stages stages={run.stages} />
        <Chart curve={run.curve} />
      </details>
    </div>
  );
}
