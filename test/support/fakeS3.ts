import { createServer } from 'node:http';

/** As much of an S3 server as jobs ask of one: files in memory, by paths such as `/bucket/key`. */
export async function fakeS3() {
  const files = new Map<string, Buffer>();
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const path = decodeURIComponent(new URL(request.url ?? '', 'http://x').pathname);
    asked.push(`${request.method} ${path}`);
    if (request.method === 'PUT') {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part);
      files.set(path, Buffer.concat(parts));
      response.setHeader('ETag', '"new"').end();
      return;
    }
    const bytes = files.get(path);
    if (!bytes) {
      response.statusCode = 404;
      response.end(
        request.method === 'HEAD' ? '' : '<Error><Code>NoSuchKey</Code><Message>no</Message></Error>',
      );
      return;
    }
    response.writeHead(200, { ETag: `"${bytes.length}"`, 'Content-Length': bytes.length });
    response.end(request.method === 'HEAD' ? '' : bytes);
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as { port: number };
  return { files, asked, endpoint: `http://127.0.0.1:${port}`, close: () => server.close() };
}
