import { useSignal } from '@preact/signals';
import type { RunInfo } from '../../src/studio/wire.js';
import { fileBytes, fileView, runResult } from './api.js';
import { filesOf } from './state.js';

/** A film, and on a button the one that it was made of. */
export function FilmResult({ run }: { readonly run: RunInfo }) {
  const [content] = filesOf(run.fields.content);
  const isBefore = useSignal(false);
  const canPlay = useSignal(true);
  const isPicture = !run.result?.endsWith('.mp4');
  const src = isBefore.value && content ? fileBytes(content.id) : runResult(run.id);
  const words = isBefore.value ? 'The film as it was before' : 'The film as it was made';
  return (
    <>
      <div class="frame">
        {isPicture ? (
          <img src={src} alt={words} />
        ) : isBefore.value && !canPlay.value && content ? (
          <img src={fileView(content.id)} alt="The first frame of the film as it was before" />
        ) : (
          // biome-ignore lint/a11y/useMediaCaption: whoever made the film knows what is said in it
          <video
            key={src}
            src={src}
            controls
            loop
            playsInline
            aria-label={words}
            onError={() => {
              canPlay.value = !isBefore.value;
            }}
          />
        )}
      </div>
      {content && (
        <fieldset class="ab centred">
          <legend class="spoken">What is shown</legend>
          {(['Before', 'Result'] as const).map((name, i) => (
            <button
              key={name}
              type="button"
              aria-pressed={isBefore.value === (i === 0)}
              onClick={() => {
                isBefore.value = i === 0;
              }}
            >
              {name}
            </button>
          ))}
        </fieldset>
      )}
      {isBefore.value && !canPlay.value && (
        <p class="quiet centred">
          This browser does not play the film that was added; its first frame is shown.
        </p>
      )}
    </>
  );
}
