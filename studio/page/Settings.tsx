import type { Control, FieldValues, MediumName } from '../../src/studio/wire.js';
import { ControlField } from './ControlField.js';
import { FileWell } from './FileWell.js';
import { controlNamed, fields, fieldValue, medium, setField, start, tab } from './state.js';

/** What stands at the top of each tab, in its order; all else is behind a heading. */
const FIRST: Readonly<
  Record<MediumName, { readonly wells: readonly string[]; readonly controls: readonly string[] }>
> = {
  picture: { wells: ['content', 'style'], controls: ['strength', 'size', 'preset', 'keepColors'] },
  sound: { wells: ['content', 'style'], controls: ['strength', 'preset', 'loudness'] },
  word: { wells: ['style', 'font'], controls: ['strength', 'size', 'direction'] },
};

/** Much smaller and shorter than the result: to see where it goes. */
const ROUGH: Readonly<Record<MediumName, FieldValues>> = {
  picture: { size: 160, iterations: 16 },
  sound: { iterations: 8 },
  word: { size: 160, engine: 'patch' },
};

const isNamed = (control: Control | undefined): control is Control => control !== undefined;

/** The left side: what goes in, and how. */
export function Settings() {
  const { wells, controls } = FIRST[tab.value];
  const first = new Set(['text', ...wells, ...controls]);
  const others = medium.value?.controls.filter(({ name }) => !first.has(name)) ?? [];
  const sections = [...new Set(others.map(({ section }) => section))];
  const submit = (event: Event) => {
    event.preventDefault();
    void start();
  };
  return (
    <form class="settings" aria-label="Settings" onSubmit={submit}>
      {tab.value === 'word' && <WordField />}
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
          <ControlField key={`${tab.value}-${control.name}`} control={control} />
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
        <button
          type="button"
          onClick={() => void start(ROUGH[tab.value])}
          title="Small and short, to see where it goes"
        >
          Rough try
        </button>
      </div>
    </form>
  );
}

function Section({ title, rows }: { readonly title: string; readonly rows: readonly Control[] }) {
  const set = rows.filter(({ name }) => fields.value[tab.value][name] !== undefined).length;
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

function WordField() {
  const text = fieldValue('text');
  return (
    <div class="field">
      <label for="text">Text</label>
      <textarea
        id="text"
        rows={2}
        placeholder="Hello"
        value={typeof text === 'string' ? text : ''}
        onInput={({ currentTarget }) =>
          setField('text', currentTarget.value === '' ? undefined : currentTarget.value)
        }
      />
    </div>
  );
}
