import { useSignal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { RunInfo } from '../../src/studio/wire.js';
import { fileBytes, fileView, runResult, runView } from './api.js';
import { roughMix } from './roughMix.js';
import { filesOf } from './state.js';

/** Content and result, played together: what is heard is switched or mixed without a gap. */
export function SoundResult({ run }: { readonly run: RunInfo }) {
  const [content] = filesOf(run.fields.content);
  const [style] = filesOf(run.fields.style);
  const first = useRef<HTMLAudioElement>(null);
  const second = useRef<HTMLAudioElement>(null);
  const isPlaying = useSignal(false);
  const seconds = useSignal(0);
  const length = useSignal(0);
  /** 0: the content; 1: the result. */
  const share = useSignal(1);
  const mix = roughMix(run, true);
  const heard = mix && !mix.weaker && mix.stronger.id === run.id ? mix.share : share.value;

  useEffect(() => {
    if (first.current) first.current.volume = 1 - heard;
    if (second.current) second.current.volume = heard;
  }, [heard]);

  const both = () => [first.current, second.current].filter((player) => player !== null);
  const toggle = async () => {
    isPlaying.value = !isPlaying.value;
    for (const player of both()) {
      if (isPlaying.value) await player.play().catch(() => undefined);
      else player.pause();
    }
  };
  const seek = (to: number) => {
    seconds.value = to;
    for (const player of both()) player.currentTime = to;
  };
  const playhead = length.value > 0 ? `${(100 * seconds.value) / length.value}%` : '0%';
  const keys = (event: KeyboardEvent) => {
    const to = { a: 0, b: 1 }[event.key.toLowerCase()];
    if (to !== undefined) share.value = to;
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: keys of what is within; each has a button, too
    <div class="sound" onKeyDown={keys}>
      {content && (
        // biome-ignore lint/a11y/useMediaCaption: it has a spectrogram, and no words
        <audio ref={first} src={fileBytes(content.id)} preload="auto" />
      )}
      {/* biome-ignore lint/a11y/useMediaCaption: it has a spectrogram, and no words */}
      <audio
        ref={second}
        src={runResult(run.id)}
        preload="auto"
        onLoadedMetadata={({ currentTarget }) => {
          length.value = currentTarget.duration;
        }}
        onTimeUpdate={({ currentTarget }) => {
          seconds.value = currentTarget.currentTime;
        }}
        onEnded={() => {
          isPlaying.value = false;
        }}
      />
      {content && (
        <Spectrogram title="Content" src={fileView(content.id)} playhead={playhead} isHeard={heard < 1} />
      )}
      <Spectrogram title="Result" src={runView(run.id)} playhead={playhead} isHeard={heard > 0} />
      <div class="player">
        <button type="button" class="main" onClick={() => void toggle()}>
          {isPlaying.value ? 'Pause' : 'Play'}
        </button>
        <fieldset class="ab">
          <legend class="spoken">What is heard</legend>
          {(['Content', 'Result'] as const).map((name, i) => (
            <button
              key={name}
              type="button"
              aria-pressed={share.value === i}
              onClick={() => {
                share.value = i;
              }}
            >
              <kbd>{'AB'[i]}</kbd> {name}
            </button>
          ))}
        </fieldset>
        <input
          type="range"
          aria-label="Place in the sound"
          min={0}
          max={length.value || 1}
          step={0.01}
          value={seconds.value}
          aria-valuetext={`${seconds.value.toFixed(1)} of ${length.value.toFixed(1)} s`}
          onInput={({ currentTarget }) => seek(Number(currentTarget.value))}
        />
        <span class="numbers quiet">
          {seconds.value.toFixed(1)} / {length.value.toFixed(1)} s
        </span>
      </div>
      {heard !== share.value && (
        <p class="rough">Content and result mixed, for the strength that is set. Run to hear it as it is.</p>
      )}
      {style?.hasView && (
        <Spectrogram title="Style" src={fileView(style.id)} playhead={undefined} isHeard={false} />
      )}
    </div>
  );
}

interface SpectrogramProps {
  readonly title: string;
  readonly src: string;
  readonly playhead: string | undefined;
  readonly isHeard: boolean;
}

/** Time to the right, 0 to 8 kHz upwards. */
function Spectrogram({ title, src, playhead, isHeard }: SpectrogramProps) {
  return (
    <figure class={`spectrogram ${isHeard ? 'heard' : ''}`}>
      <figcaption>{title}</figcaption>
      <div>
        <img src={src} alt={`Spectrogram of the ${title.toLowerCase()}, 0 to 8 kHz`} />
        {playhead !== undefined && <span class="playhead" style={{ left: playhead }} />}
      </div>
    </figure>
  );
}
