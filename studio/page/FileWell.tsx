import { useSignal } from '@preact/signals';
import type { Control, FileInfo, FileKindName } from '../../src/studio/wire.js';
import { addFile, fileView } from './api.js';
import { PaintButton } from './PaintButton.js';
import { attempt, fieldValue, filesOf, isFileValue, remember, setField, tab } from './state.js';
import { labelOf } from './words.js';

const ACCEPTED: Readonly<Record<FileKindName, string>> = {
  picture: 'image/*,.nstglyph',
  sound: 'audio/*,.nststyle',
  film: 'video/*,image/gif,image/webp,image/apng,.apng,.mkv',
  font: '.ttf,.otf,.ttc,.otc,.woff,.woff2',
  other: '',
};

interface Props {
  readonly control: Control;
  readonly isSmall?: boolean;
}

/** A place to drop files on, or to choose them. */
export function FileWell({ control, isSmall = false }: Props) {
  const { name, flag, form, file: kind = 'other', help, otherwise } = control;
  const isOver = useSignal(false);
  const isBusy = useSignal(false);
  const takesMany = form.kind === 'files';
  const shown = filesOf(fieldValue(name));
  const words = [fieldValue(name) ?? []].flat().filter((value) => typeof value === 'string');
  const add = (list: FileList | null | undefined) =>
    attempt(async () => {
      // Words and files are not mixed: the first ones are a net's.
      const before = takesMany ? [fieldValue(name) ?? []].flat().filter(isFileValue) : [];
      const given = takesMany ? [...(list ?? [])] : [...(list ?? [])].slice(0, 1);
      if (given.length === 0) return;
      const medium = tab.value;
      isBusy.value = true;
      try {
        const infos: FileInfo[] = [];
        for (const file of given) infos.push(await addFile(kind, file.name, file));
        for (const info of infos) remember(info);
        const values = [...before, ...infos.map(({ id }) => ({ file: id }))];
        setField(name, takesMany ? values : values[0], medium);
      } finally {
        isBusy.value = false;
      }
    });
  const drop = (event: DragEvent) => {
    event.preventDefault();
    isOver.value = false;
    void add(event.dataTransfer?.files);
  };
  const remove = (index: number) => {
    const left = shown.filter((_, i) => i !== index).map(({ id }) => ({ file: id }));
    setField(name, takesMany && left.length > 0 ? left : undefined);
  };
  const id = `file-${name}`;
  const canAdd = (takesMany || shown.length === 0) && words.length === 0;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: files are dropped here, or chosen by the field within
    <div
      class={`well ${isSmall ? 'small' : ''} ${isOver.value ? 'over' : ''}`}
      title={help}
      onDragOver={(event) => {
        event.preventDefault();
        isOver.value = true;
      }}
      onDragLeave={() => {
        isOver.value = false;
      }}
      onDrop={drop}
    >
      <div class="well-head">
        <span class="name">{labelOf(flag)}</span>
        <PaintButton control={control} />
      </div>
      {shown.map((info, i) => (
        <Chosen key={`${info.id}-${i}`} info={info} onRemove={() => remove(i)} />
      ))}
      {canAdd && (
        <div class="choose">
          <input
            id={id}
            type="file"
            accept={ACCEPTED[kind]}
            multiple={takesMany}
            onChange={({ currentTarget }) => {
              void add(currentTarget.files);
              currentTarget.value = '';
            }}
          />
          <label for={id}>
            {isBusy.value ? 'Reading…' : shown.length > 0 ? 'Add another' : 'Drop or choose'}
            <span class="spoken"> {labelOf(flag)}</span>
          </label>
          {otherwise !== undefined && shown.length === 0 && <p class="quiet">{otherwise}</p>}
        </div>
      )}
      {control.words && shown.length === 0 && (
        <select
          aria-label={`${labelOf(flag)}: one that a net has learnt`}
          value={words[0] ?? ''}
          onChange={({ currentTarget }) =>
            setField(name, currentTarget.value === '' ? undefined : [currentTarget.value])
          }
        >
          <option value="">{words.length > 0 ? 'none' : 'or a learnt style'}</option>
          {control.words.map((word) => (
            <option key={word} value={word}>
              {word.replaceAll('-', ' ')}
            </option>
          ))}
        </select>
      )}
    </div>
  );
}

function Chosen({ info, onRemove }: { readonly info: FileInfo; readonly onRemove: () => void }) {
  return (
    <figure class={`chosen of-${info.kind}`}>
      {info.hasView && <img src={fileView(info.id)} alt="" />}
      <figcaption>
        <span class="file-name">{info.name}</span>
        <span class="quiet">{info.facts}</span>
        <button type="button" class="plain" aria-label={`Remove ${info.name}`} onClick={onRemove}>
          Remove
        </button>
      </figcaption>
    </figure>
  );
}
