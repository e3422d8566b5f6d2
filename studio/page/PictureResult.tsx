import { useSignal } from '@preact/signals';
import type { RunInfo } from '../../src/studio/wire.js';
import { fileView, runBefore, runResult } from './api.js';
import { type RoughMix, roughMix } from './roughMix.js';
import { filesOf } from './state.js';

interface Props {
  readonly run: RunInfo;
  /** Whether the ground shows through. */
  readonly isCutout: boolean;
}

/** A picture or a word: the result, with how it was before behind a wipe. */
export function PictureResult({ run, isCutout }: Props) {
  const [content] = filesOf(run.fields.content);
  const before = run.hasBefore ? runBefore(run.id) : content?.hasView ? fileView(content.id) : undefined;
  // A picture at strength 0 is its content; a word is not the plain letters, but those in the effect's colour.
  const mix = roughMix(run, before !== undefined && !isCutout);
  const cut = useSignal(0);
  const name = isCutout ? 'The word' : 'The picture';
  return (
    <>
      <div class={`frame ${isCutout ? 'cutout' : ''}`}>
        {mix ? (
          <Mixed mix={mix} content={before} />
        ) : (
          <img
            src={runResult(run.id)}
            alt={`${name} as it was made`}
            style={isCutout && cut.value > 0 ? { clipPath: `inset(0 0 0 ${cut.value}%)` } : undefined}
          />
        )}
        {before !== undefined && !mix && (
          <>
            {/* There from the start, so that nothing has to be waited for when the wipe moves. */}
            <img
              class="before"
              src={before}
              alt={cut.value > 0 ? 'As it was before' : ''}
              style={{ clipPath: `inset(0 ${100 - cut.value}% 0 0)` }}
            />
            {cut.value > 0 && <span class="seam" style={{ left: `${cut.value}%` }} />}
          </>
        )}
      </div>
      {mix && (
        <p class="rough">
          Mixed from results that are there, for the strength that is set. Run to see it as it is.
        </p>
      )}
      {before !== undefined && !mix && (
        <div class="wipe">
          <label for="wipe">Before</label>
          <input
            id="wipe"
            type="range"
            min={0}
            max={100}
            value={cut.value}
            aria-valuetext={`${cut.value} % as it was before`}
            onInput={({ currentTarget }) => {
              cut.value = Number(currentTarget.value);
            }}
          />
        </div>
      )}
    </>
  );
}

function Mixed({ mix, content }: { readonly mix: RoughMix; readonly content: string | undefined }) {
  const weaker = mix.weaker ? runResult(mix.weaker.id) : content;
  return (
    <>
      <img src={weaker} alt="" />
      <img
        class="before"
        src={runResult(mix.stronger.id)}
        alt="Roughly how it will look"
        style={{ opacity: mix.share }}
      />
    </>
  );
}
