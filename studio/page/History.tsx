import type { RunInfo } from '../../src/studio/wire.js';
import { removeRun, runResult, runView } from './api.js';
import { attempt, chosen, fields, shownRun, tab, tabRuns } from './state.js';
import { durationText } from './words.js';

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
    </section>
  );
}

/** What was set, in a few words. */
function settingsText({ fields }: RunInfo): string {
  const set = Object.entries(fields).filter(([, value]) =>
    ['string', 'number', 'boolean'].includes(typeof value),
  );
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
          <img src={run.medium === 'sound' ? runView(run.id) : runResult(run.id)} alt="" loading="lazy" />
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
          <button type="button" class="plain" onClick={() => void attempt(() => removeRun(run.id))}>
            Delete
          </button>
        </div>
      )}
    </li>
  );
}
