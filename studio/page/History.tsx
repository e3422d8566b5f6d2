import { useSignal } from '@preact/signals';
import type { RunInfo } from '../../src/studio/wire.js';
import { removeRun, runPreview, runResult, runView } from './api.js';
import { attempt, chosen, chosenFiles, disk, fields, medium, shownRun, tab, tabRuns } from './state.js';
import { bytesText, durationText } from './words.js';

const STATES: Readonly<Record<RunInfo['state'], string>> = {
  waiting: 'Waiting',
  running: 'Running',
  done: 'Done',
  stopped: 'Stopped',
  failed: 'Failed',
};

/** Runs of the tab, the latest first. */
export function History() {
  return (
    <section class="history" aria-label="History">
      <h2>History</h2>
      {tabRuns.value.length === 0 && <p class="quiet">Runs are kept here, with their settings.</p>}
      <ol>
        {tabRuns.value.map((run) => (
          <Entry key={run.id} run={run} />
        ))}
      </ol>
      <Disk />
    </section>
  );
}

/** What the folder takes of the disk. */
function Disk() {
  const { usedBytes, roomBytes } = disk.value;
  if (roomBytes === 0) return null;
  return (
    <p class="quiet disk numbers">
      {bytesText(usedBytes)} of {bytesText(roomBytes)} used. With a run go its files.
    </p>
  );
}

/** A picture of a run: of a sound its spectrogram, of a film its last frame. */
function thumbnailOf(run: RunInfo): string {
  const shows = medium.value?.shows;
  if (shows === 'sound') return runView(run.id);
  return shows === 'film' ? runPreview(run) : runResult(run.id);
}

const isSaid = (value: unknown) => ['string', 'number', 'boolean'].includes(typeof value);

/** What was set, in a few words. */
function settingsText({ fields }: RunInfo): string {
  const set = Object.entries(fields)
    .map(([name, value]) => [name, [value].flat().filter(isSaid).join(', ')] as const)
    .filter(([, value]) => value !== '');
  return set.map(([name, value]) => (name === 'text' ? `“${value}”` : `${name} ${value}`)).join(' · ');
}

function Entry({ run }: { readonly run: RunInfo }) {
  const isOver = run.state !== 'running' && run.state !== 'waiting';
  const isShown = run.id === shownRun.value?.id;
  const time = new Date(run.addedMs).toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' });
  return (
    <li class={isShown ? 'shown' : ''}>
      <button
        type="button"
        class="entry"
        aria-pressed={isShown}
        onClick={() => {
          chosen.value = { ...chosen.value, [run.medium]: run.id };
        }}
      >
        {run.result === undefined ? (
          <span class="no-picture" />
        ) : (
          <img src={thumbnailOf(run)} alt="" loading="lazy" />
        )}
        <span class="entry-text">
          <span>
            {STATES[run.state]} <span class="quiet">{isOver ? durationText(run.seconds) : ''}</span>
            <time class="quiet">{time}</time>
          </span>
          <span class="quiet settings-text">{settingsText(run) || 'default settings'}</span>
        </span>
      </button>
      {isShown && isOver && (
        <div class="entry-actions">
          <button
            type="button"
            class="plain"
            onClick={() => {
              fields.value = { ...fields.value, [tab.value]: run.fields };
            }}
          >
            Use settings
          </button>
          <Delete run={run} />
        </div>
      )}
    </li>
  );
}

/** Asks once more before a run is gone. */
function Delete({ run }: { readonly run: RunInfo }) {
  const isAsked = useSignal(false);
  const remove = () => attempt(() => removeRun(run.id, chosenFiles()));
  if (!isAsked.value)
    return (
      <button
        type="button"
        class="plain"
        onClick={() => {
          isAsked.value = true;
        }}
      >
        Delete
      </button>
    );
  return (
    <fieldset class="sure">
      <legend class="spoken">Delete this run and its files?</legend>
      <button
        type="button"
        class="plain danger"
        ref={(button) => button?.focus()}
        onClick={() => void remove()}
      >
        Delete for good
      </button>
      <button
        type="button"
        class="plain"
        onClick={() => {
          isAsked.value = false;
        }}
      >
        Keep
      </button>
    </fieldset>
  );
}
