import { Fragment } from 'preact';
import type { Control } from '../../src/studio/wire.js';
import { ControlField } from './ControlField.js';
import { FileWell } from './FileWell.js';
import { Rough } from './Rough.js';
import { controlNamed, fieldValue, medium, setField, start, tab, tabFields } from './state.js';

const isNamed = (control: Control | undefined): control is Control => control !== undefined;

/** The left side: what goes in, and how. */
export function Settings() {
  if (!medium.value) return null;
  const { atHand, roughTry, hasRough } = medium.value;
  const { text, wells, controls } = atHand;
  const first = new Set([text, ...wells, ...controls]);
  const others = medium.value.controls.filter(({ name }) => !first.has(name));
  const sections = [...new Set(others.map(({ section }) => section))];
  const submit = (event: Event) => {
    event.preventDefault();
    void start();
  };
  return (
    <form class="settings" aria-label="Settings" onSubmit={submit}>
      {text !== undefined && <TextField name={text} />}
      <div class="wells">
        {wells
          .map(controlNamed)
          .filter(isNamed)
          .map((control) => (
            <FileWell key={`${tab.value}-${control.name}`} control={control} />
          ))}
      </div>
      {controls
        .map(controlNamed)
        .filter(isNamed)
        .map((control) => (
          <Fragment key={`${tab.value}-${control.name}`}>
            <ControlField control={control} />
            {hasRough && control.name === 'strength' && <Rough />}
          </Fragment>
        ))}
      <div class="more">
        {sections.map((section) => (
          <Section
            key={`${tab.value}-${section}`}
            title={section}
            rows={others.filter((control) => control.section === section)}
          />
        ))}
      </div>
      <div class="actions">
        <button type="submit" class="main">
          Run
        </button>
        {roughTry && (
          <button
            type="button"
            onClick={() => void start(roughTry)}
            title="A run that is small and short, to see where it goes"
          >
            Rough try
          </button>
        )}
      </div>
    </form>
  );
}

function Section({ title, rows }: { readonly title: string; readonly rows: readonly Control[] }) {
  const set = rows.filter(({ name }) => tabFields.value[name] !== undefined).length;
  return (
    <details>
      <summary>
        {title}
        {set > 0 && <span class="count">{set} set</span>}
      </summary>
      {rows.map((control) =>
        control.file === undefined || control.form.kind === 'text-or-file' ? (
          <ControlField key={control.name} control={control} />
        ) : (
          <FileWell key={control.name} control={control} isSmall />
        ),
      )}
    </details>
  );
}

function TextField({ name }: { readonly name: string }) {
  const text = fieldValue(name);
  return (
    <div class="field">
      <label for="text">Text</label>
      <textarea
        id="text"
        rows={2}
        placeholder="Hello"
        value={typeof text === 'string' ? text : ''}
        onInput={({ currentTarget }) =>
          setField(name, currentTarget.value === '' ? undefined : currentTarget.value)
        }
      />
    </div>
  );
}
