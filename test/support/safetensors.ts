/** A safetensors file made of any header, sound or not, and data bytes. */
export function safetensorsFile(
  header: unknown,
  data: readonly number[],
  claimedLength?: bigint,
): Uint8Array {
  const json = typeof header === 'string' ? header : JSON.stringify(header);
  const text = new TextEncoder().encode(json);
  const file = new Uint8Array(8 + text.length + data.length);
  new DataView(file.buffer).setBigUint64(0, claimedLength ?? BigInt(text.length), true);
  file.set(text, 8);
  file.set(data, 8 + text.length);
  return file;
}
