import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { withOwnBuffer } from '../../../src/shared/engine/ownBuffer.js';

const transferred = (bytes: Uint8Array<ArrayBuffer>) => {
  const { port1, port2 } = new MessageChannel();
  port1.postMessage(bytes, [bytes.buffer]);
  port1.close();
  port2.close();
};

describe('withOwnBuffer', () => {
  const cases: [string, Uint8Array][] = [
    ['a part of the shared pool', Buffer.from('a few bytes')],
    ['a slice of a Buffer, which is a view', Buffer.alloc(100, 1).slice(10, 20)],
    ['a view of an array', Uint8Array.of(1, 2, 3, 4).subarray(1, 3)],
    ['a whole array', Uint8Array.of(1, 2, 3)],
    ['shared memory', new Uint8Array(new SharedArrayBuffer(4))],
  ];

  it.each(cases)('gives %s a buffer that can be transferred', (_, bytes) => {
    const content = [...bytes];
    const owned = withOwnBuffer(bytes);
    expect([...owned]).toEqual(content);
    expect(owned.byteLength).toBe(owned.buffer.byteLength);
    expect(() => transferred(owned)).not.toThrow();
  });

  it('does not copy what is whole already', () => {
    const bytes = Uint8Array.of(1, 2, 3);
    expect(withOwnBuffer(bytes)).toBe(bytes);
  });
});
