import { useSignal } from '@preact/signals';
import type { Control } from '../../src/studio/wire.js';
import { addFile, fileView } from './api.js';
import { Painter } from './Painter.js';
import { LABELS, MASK } from './palettes.js';
import { attempt, fieldValue, filesOf, remember, setField } from './state.js';
import { labelOf } from './words.js';

/** What is painted for which option, and over what. */
const PAINTED: Readonly<
  Record<string, { readonly over: string; readonly palette: typeof MASK | typeof LABELS }>
> = {
  mask: { over: 'content', palette: MASK },
  contentMask: { over: 'content', palette: MASK },
  styleMask: { over: 'style', palette: MASK },
  contentMap: { over: 'content', palette: LABELS },
  styleMap: { over: 'style', palette: LABELS },
};

/** Opens what an option names to be painted on, if that is a picture. */
export function PaintButton({ control }: { readonly control: Control }) {
  const { name, form, flag } = control;
  const isOpen = useSignal(false);
  const painted = PAINTED[name];
  if (!painted) return null;
  const done = filesOf(fieldValue(name)).length;
  const isList = form.kind === 'files';
  // One for each style, in their order.
  const picture = filesOf(fieldValue(painted.over))[isList && painted.over === 'style' ? done : 0];
  if (!picture?.hasView) return null;
  const keep = (png: Blob) =>
    attempt(async () => {
      const info = await addFile('picture', `${flag}.png`, png);
      remember(info);
      const value = { file: info.id };
      setField(name, isList ? [...[fieldValue(name) ?? []].flat(), value] : value);
      isOpen.value = false;
    });
  return (
    <>
      <button
        type="button"
        class="plain"
        aria-label={`Paint: ${labelOf(flag)}`}
        onClick={() => {
          isOpen.value = true;
        }}
      >
        Paint
      </button>
      {isOpen.value && (
        <Painter
          title={labelOf(flag)}
          picture={fileView(picture.id)}
          palette={painted.palette}
          onKeep={keep}
          onClose={() => {
            isOpen.value = false;
          }}
        />
      )}
    </>
  );
}
