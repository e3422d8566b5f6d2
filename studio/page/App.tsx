import { History } from './History.js';
import { Settings } from './Settings.js';
import { Stage } from './Stage.js';
import { isConnected, media, problem, spoken, tab } from './state.js';

/** The whole page. */
export function App() {
  return (
    <>
      <header class="top">
        <h1>
          nst <em>studio</em>
        </h1>
        <Tabs />
        <p class="quiet connection">{isConnected.value ? '' : 'Not connected'}</p>
      </header>
      <Problem />
      <main>
        <div class="columns" id="panel" role="tabpanel" aria-labelledby={`tab-${tab.value}`}>
          {media.value.length > 0 && (
            <>
              <Settings />
              <Stage />
              <History />
            </>
          )}
        </div>
      </main>
      <div class="spoken" role="status" aria-live="polite">
        {spoken.value}
      </div>
    </>
  );
}

function Tabs() {
  const names = media.value.map(({ name }) => name);
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = names[(names.indexOf(tab.value) + step + names.length) % names.length];
    if (next === undefined) return;
    tab.value = next;
    document.getElementById(`tab-${next}`)?.focus();
  };
  return (
    <div class="tabs" role="tablist" aria-label="What is made" onKeyDown={move}>
      {media.value.map(({ name, label }) => (
        <button
          key={name}
          type="button"
          role="tab"
          id={`tab-${name}`}
          aria-controls="panel"
          aria-selected={name === tab.value}
          tabIndex={name === tab.value ? 0 : -1}
          onClick={() => {
            tab.value = name;
          }}
        >
          {label}
        </button>
      ))}
    </div>
  );
}

/** What went wrong, until it is put away. */
function Problem() {
  return (
    <div role="alert">
      {problem.value !== '' && (
        <p class="problem">
          <span>{problem.value}</span>
          <button
            type="button"
            class="plain"
            onClick={() => {
              problem.value = '';
            }}
          >
            Dismiss
          </button>
        </p>
      )}
    </div>
  );
}
