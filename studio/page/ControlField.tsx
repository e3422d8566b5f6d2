import type { Control } from '../../src/studio/wire.js';
import { fieldValue, setField, strengthOtherwise } from './state.js';
import { labelOf } from './words.js';

interface Props {
  readonly control: Control;
}

const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';
const defaultOf = ({ otherwise, fallback }: Control) => otherwise ?? textOf(fallback);

/** One option, shown as what it is. */
export function ControlField({ control }: Props) {
  const { form, name, help } = control;
  const id = `option-${name}`;
  if (form.kind === 'switch') return <Switch control={control} />;
  if (name === 'strength') return <Strength control={control} />;
  return (
    <div class="field" title={help}>
      <label for={id}>{labelOf(control.flag)}</label>
      <Input control={control} id={id} />
    </div>
  );
}

function Input({ control, id }: Props & { readonly id: string }) {
  const { form, name } = control;
  const value = fieldValue(name);
  const set = (text: string) => setField(name, text === '' ? undefined : text);
  if (form.kind === 'word' || form.kind === 'choice') {
    const words = form.kind === 'word' ? form.words : form.choices.map(String);
    return (
      <select id={id} value={textOf(value)} onChange={({ currentTarget }) => set(currentTarget.value)}>
        <option value="">{defaultOf(control) || 'default'}</option>
        {words
          .filter((word) => word !== control.fallback)
          .map((word) => (
            <option key={word} value={word}>
              {word}
            </option>
          ))}
      </select>
    );
  }
  if (form.kind === 'number')
    return (
      <input
        id={id}
        type="number"
        min={form.min}
        max={form.max}
        step={form.isWhole ? 1 : 'any'}
        placeholder={defaultOf(control)}
        value={textOf(value)}
        onInput={({ currentTarget }) => set(currentTarget.value)}
      />
    );
  if (form.kind === 'texts') {
    const lines = Array.isArray(value) ? value.join('\n') : '';
    return (
      <textarea
        id={id}
        rows={2}
        placeholder="one a line"
        value={lines}
        onChange={({ currentTarget }) => {
          const texts = currentTarget.value.split('\n').filter((line) => line.trim() !== '');
          setField(name, texts.length > 0 ? texts : undefined);
        }}
      />
    );
  }
  return (
    <input
      id={id}
      type="text"
      placeholder={defaultOf(control)}
      list={form.kind === 'word-or-number' ? `${id}-words` : undefined}
      value={textOf(value)}
      onChange={({ currentTarget }) => set(currentTarget.value)}
    />
  );
}

function Switch({ control }: Props) {
  const { name, flag, help, hasOff } = control;
  const value = fieldValue(name);
  const id = `option-${name}`;
  if (hasOff)
    return (
      <div class="field" title={help}>
        <label for={id}>{labelOf(flag)}</label>
        <select
          id={id}
          value={value === undefined ? '' : String(value)}
          onChange={({ currentTarget }) =>
            setField(name, currentTarget.value === '' ? undefined : currentTarget.value === 'true')
          }
        >
          <option value="">as the preset has it</option>
          <option value="true">on</option>
          <option value="false">off</option>
        </select>
      </div>
    );
  return (
    <div class="check" title={help}>
      <input
        id={id}
        type="checkbox"
        checked={value === true}
        onChange={({ currentTarget }) => setField(name, currentTarget.checked ? true : undefined)}
      />
      <label for={id}>{labelOf(flag)}</label>
    </div>
  );
}

const STRENGTH_STEP = 0.05;
/** Where the slider stands while the preset decides. */
const MIDDLE = 0.5;

function Strength({ control }: Props) {
  const value = fieldValue('strength');
  const isSet = typeof value === 'number';
  const fallback = strengthOtherwise(control);
  const automatic = fallback?.toFixed(2) ?? 'auto';
  return (
    <div class="field strength" title={control.help}>
      <label for="option-strength">Strength</label>
      <span class="value">
        {isSet ? value.toFixed(2) : automatic}
        {isSet && (
          <button type="button" class="plain" onClick={() => setField('strength', undefined)}>
            reset<span class="spoken"> strength</span>
          </button>
        )}
      </span>
      <input
        id="option-strength"
        type="range"
        min={0}
        max={1}
        step={STRENGTH_STEP}
        aria-valuetext={isSet ? value.toFixed(2) : automatic}
        value={isSet ? value : (fallback ?? MIDDLE)}
        onInput={({ currentTarget }) => setField('strength', Number(currentTarget.value))}
      />
    </div>
  );
}
