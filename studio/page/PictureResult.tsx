import { useSignal } from '@preact/signals';
import type { RunInfo } from '../../src/studio/wire.js';
import { fileView, runResult } from './api.js';
import { type RoughMix, roughMix } from './roughMix.js';
import { filesOf } from './state.js';

/** A picture or a word: the result, with the content behind a wipe. */
export function PictureResult({ run }: { readonly run: RunInfo }) {
  const [content] = filesOf(run.fields.content);
  const before = run.medium === 'picture' && content ? fileView(content.id) : undefined;
  const mix = roughMix(run, before !== undefined);
  const cut = useSignal(0);
  const name = run.medium === 'word' ? 'The word' : 'The picture';
  return (
    <>
      <div class={`frame ${run.medium}`}>
        {mix ? (
          <Mixed mix={mix} content={before} />
        ) : (
          <img src={runResult(run.id)} alt={`${name} as it was made`} />
        )}
        {before !== undefined && !mix && cut.value > 0 && (
          <>
            <img
              class="before"
              src={before}
              alt="As it was before"
              style={{ clipPath: `inset(0 ${100 - cut.value}% 0 0)` }}
            />
            <span class="seam" style={{ left: `${cut.value}%` }} />
          </>
        )}
      </div>
      {mix && (
        <p class="rough">Rough: mixed from what is there, not computed. Run to see it at this strength.</p>
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
            aria-valuetext={`${cut.value} % of the content`}
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
