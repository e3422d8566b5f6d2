import { describe, expect, it } from 'vitest';
import { evaluateSounds } from '../../src/audio/evaluate.js';
import { evaluationPage, evaluationRows } from '../../src/audio/evaluationPage.js';
import { shownMeasures, shownOctaves } from '../../src/audio/metrics/lights.js';
import { chirp, noise } from '../shared/dsp/signals.js';

const mono = (signal: Float32Array) => ({ sampleRateHz: 22_050, channels: [signal] });

describe('evaluateSounds', () => {
  const sounds = {
    content: mono(chirp(1, 22_050)),
    result: mono(chirp(1, 22_050).map((x, i) => x + 0.05 * Math.sin(i * i))),
    style: mono(noise(22_050, 0.1)),
  };

  it('puts the result between its anchors, and shows all of them on a page of its own', async () => {
    const evaluation = await evaluateSounds(sounds);
    const { result, anchors } = evaluation;
    expect([anchors.content.timbreGap, anchors.content.gramGap]).toEqual([0, 0]);
    expect(anchors.style.timbreGap).toBeCloseTo(1, 6);
    expect(result.timbreGap).toBeGreaterThan(0);
    expect(result.timbreGap).toBeLessThan(1);
    expect(anchors.eqMatch.rhythm).toBeGreaterThan(anchors.style.rhythm);
    const styles = [{ name: 'style', style: sounds.style, evaluation }];
    const page = await evaluationPage({ ...sounds, styles });
    for (const [name, { timbreGap }] of evaluationRows(evaluation)) {
      expect(page).toContain(`<th>${name}</th><td>${timbreGap.toFixed(3)}</td>`);
    }
    const { fidelity } = evaluation;
    for (const { title, text } of [...shownMeasures(fidelity.result), ...shownOctaves(fidelity.result)]) {
      expect(page).toContain(`<th>${title}</th>`);
      expect(page).toContain(`<td>${text}`);
    }
    expect(fidelity.result.octavesFromStyleDb).toHaveLength(8);
    expect(page).toMatch(/<span class="(green|amber|red)" role="img" title="/);
    expect(page.match(/data:image\/png;base64,iVBOR/g)).toHaveLength(3);
    expect(page.match(/data:audio\/wav;base64,UklGR/g)).toHaveLength(3);
    expect(page).not.toMatch(/https?:|<svg/);
  });

  it('shows losses, and every style by its name, which is no markup', async () => {
    const evaluation = await evaluateSounds(sounds);
    const styles = ['<b>.wav', 'b.wav'].map((name) => ({ name, style: sounds.style, evaluation }));
    const step = { step: 1, steps: 2, total: 9, terms: { style: 6, content: 3 } };
    const page = await evaluationPage({ ...sounds, styles, losses: [step, { ...step, step: 2, total: 4 }] });
    expect(page).toContain('against &#60;b&#62;.wav');
    expect(page).toContain('style: b.wav');
    expect(page.match(/<polyline/g)).toHaveLength(3);
  });
});
