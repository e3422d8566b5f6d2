/** What a profile is made from: columns of red, green and blue in XYZ under D50, none for grey, and a curve. */
export interface ProfileColours {
  readonly columns?: readonly (readonly number[])[];
  /** A gamma, or the parameters of sRGB's curve (IEC 61966-2-1). */
  readonly curve: number | 'srgb';
  readonly connection?: 'XYZ ' | 'Lab ';
}

const D50 = [0.9642, 1, 0.8249];

function fixed(values: readonly number[]): Buffer {
  const data = Buffer.alloc(4 * values.length);
  values.forEach((value, i) => {
    data.writeInt32BE(Math.round(value * 65_536), 4 * i);
  });
  return data;
}

function tag(type: string, ...parts: Buffer[]): Buffer {
  return Buffer.concat([Buffer.from(`${type}\0\0\0\0`, 'latin1'), ...parts]);
}

function curveTag(curve: number | 'srgb'): Buffer {
  const form = Buffer.from([0, curve === 'srgb' ? 3 : 0, 0, 0]);
  const parameters = curve === 'srgb' ? [2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045] : [curve];
  return tag('para', form, fixed(parameters));
}

function text(value: string): Buffer {
  const head = Buffer.alloc(20);
  head.writeUInt32BE(1, 0);
  head.writeUInt32BE(12, 4);
  head.write('enUS', 8, 'latin1');
  head.writeUInt32BE(2 * value.length, 12);
  head.writeUInt32BE(28, 16);
  return tag('mluc', head, Buffer.from(value, 'utf16le').swap16());
}

/** A display profile of version 4 (ICC.1:2022) out of matrix and curve, or curve alone for grey. */
export function iccProfile({ columns, curve, connection = 'XYZ ' }: ProfileColours): Buffer {
  const shared: [string, Buffer][] = [
    ['desc', text('test')],
    ['cprt', text('none')],
    ['wtpt', tag('XYZ ', fixed(D50))],
  ];
  const colours: [string, Buffer][] = columns
    ? columns.flatMap((column, i): [string, Buffer][] => [
        [`${'rgb'[i]}XYZ`, tag('XYZ ', fixed(column))],
        [`${'rgb'[i]}TRC`, curveTag(curve)],
      ])
    : [['kTRC', curveTag(curve)]];
  return assemble([...shared, ...colours], columns ? 'RGB ' : 'GRAY', connection);
}

/** A grey profile around any curve tag. */
export function greyProfile(curve: Buffer): Buffer {
  return assemble([['kTRC', curve]], 'GRAY', 'XYZ ');
}

function assemble(tags: readonly [name: string, data: Buffer][], space: string, connection: string): Buffer {
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length, 0);
  const bodies: Buffer[] = [];
  let offset = 128 + table.length;
  tags.forEach(([name, data], i) => {
    table.write(name, 4 + 12 * i, 'latin1');
    table.writeUInt32BE(offset, 8 + 12 * i);
    table.writeUInt32BE(data.length, 12 + 12 * i);
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.length % 4)) % 4)]);
    bodies.push(padded);
    offset += padded.length;
  });
  const header = Buffer.alloc(128);
  header.writeUInt32BE(offset, 0);
  header.writeUInt32BE(0x04400000, 8);
  header.write(`mntr${space}${connection}`, 12, 'latin1');
  header.write('acsp', 36, 'latin1');
  fixed(D50).copy(header, 68);
  return Buffer.concat([header, table, ...bodies]);
}
