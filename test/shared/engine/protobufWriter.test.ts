import { MessageChannel } from 'node:worker_threads';
import protobuf from 'protobufjs/minimal.js';
import { describe, expect, it } from 'vitest';
import { ProtobufMessage } from '../../../src/shared/engine/protobufWriter.js';
import { fc } from '../../support/fastCheck.js';

/** Fields as another implementation writes them. */
const reference = (write: (writer: protobuf.Writer) => void): number[] => {
  const writer = protobuf.Writer.create();
  write(writer);
  return [...writer.finish()];
};
const field = fc.integer({ min: 1, max: 2 ** 29 - 1 });
const tag = (number: number, wireType: number) => ((number << 3) | wireType) >>> 0;

describe('ProtobufMessage', () => {
  it('writes whole numbers, also negative ones, as protobufjs does', () => {
    const value = fc.oneof(fc.maxSafeInteger(), fc.integer(), fc.integer({ min: 0, max: 300 }));
    fc.assert(
      fc.property(field, value, (number, integer) => {
        const expected = reference((writer) => writer.uint32(tag(number, 0)).int64(integer));
        expect([...new ProtobufMessage().integer(number, integer).encode()]).toEqual(expected);
      }),
    );
  });

  it('writes floats, text, bytes and messages as protobufjs does', () => {
    const bytes = fc.uint8Array({ maxLength: 200 });
    const float = fc.float({ noNaN: true });
    fc.assert(
      fc.property(field, float, fc.string({ unit: 'binary' }), bytes, (number, value, text, chunk) => {
        const inner = (writer: protobuf.Writer) => {
          writer.uint32(tag(number, 5)).float(value).uint32(tag(number, 2)).string(text);
        };
        const expected = reference((writer) => {
          inner(writer.uint32(tag(number, 2)).fork());
          writer.ldelim().uint32(tag(number, 2)).bytes(chunk);
        });
        const message = new ProtobufMessage().float(number, value).text(number, text);
        const found = new ProtobufMessage().message(number, message).bytes(number, chunk).encode();
        expect([...found]).toEqual(expected);
      }),
    );
  });

  it('is encoded into a buffer of its own, which can be handed to another thread', () => {
    const bytes = new ProtobufMessage().text(1, 'a few bytes').encode();
    expect(bytes.byteLength).toBe(bytes.buffer.byteLength);
    const { port1, port2 } = new MessageChannel();
    port1.postMessage(bytes, [bytes.buffer]);
    expect(bytes.byteLength).toBe(0);
    port1.close();
    port2.close();
  });
});
