import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { withConsoleErrorMuted } from '../../../src/audio/files/quiet.js';

const spy = vi.spyOn(console, 'error').mockImplementation(() => {});
beforeEach(() => spy.mockClear());
afterEach(() => expect(console.error).toBe(spy));

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
const noisy = (ms: number) => async () => {
  console.error('noise');
  await pause(ms);
  console.error('noise');
  return ms;
};

it('withConsoleErrorMuted gives the console back after overlapping and failing work', async () => {
  const first = withConsoleErrorMuted(noisy(5));
  const second = withConsoleErrorMuted(noisy(20));
  expect(await Promise.all([first, second])).toEqual([5, 20]);
  await expect(withConsoleErrorMuted(() => Promise.reject(new Error('x')))).rejects.toThrow('x');
  expect(spy).not.toHaveBeenCalled();
  console.error('heard');
  expect(spy).toHaveBeenCalledOnce();
});

it('withConsoleErrorMuted lets everybody else speak meanwhile', async () => {
  const work = withConsoleErrorMuted(noisy(20));
  console.error('from', 'elsewhere');
  await work;
  expect(spy.mock.calls).toEqual([['from', 'elsewhere']]);
});
