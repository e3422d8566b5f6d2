/** Files in an S3-compatible store, by the client of AWS. */
import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type * as Aws from '@aws-sdk/client-s3';
import { messageOf, NstError } from '../shared/errors.js';
import type { FileStore } from './store.js';

/** Where the store is. */
export interface S3Place {
  /** Address of a server other than AWS, e.g. `http://localhost:9000`. */
  readonly endpoint?: string | undefined;
}

/** Servers other than AWS ask for a region, whichever it is. */
const ANY_REGION = 'us-east-1';

/** @throws NstError NST_BAD_OPTION if the package is not installed */
async function loadClient(): Promise<typeof Aws> {
  try {
    return await import('@aws-sdk/client-s3');
  } catch (error) {
    const problem = 'needs the package @aws-sdk/client-s3; install it: npm install @aws-sdk/client-s3';
    throw new NstError('NST_BAD_OPTION', `store: ${problem}`, { cause: error });
  }
}

/** @throws NstError NST_BAD_INPUT for an address without a bucket or a file */
function placeOf(address: string): { Bucket: string; Key: string } {
  const [, Bucket, Key] = /^s3:\/\/([^/]+)\/(.*[^/])$/.exec(address) ?? [];
  if (Bucket !== undefined && Key !== undefined) return { Bucket, Key };
  throw new NstError('NST_BAD_INPUT', `${address}: expected an address such as s3://bucket/folder/file.png`);
}

const isMissing = (error: unknown) =>
  error instanceof Error && ['NoSuchKey', 'NotFound', 'NoSuchBucket'].includes(error.name);

/** What may pass is no lasting problem, and tried again. */
function storeError(address: string, error: unknown): NstError {
  if (error instanceof NstError) return error;
  if (isMissing(error))
    return new NstError(
      'NST_BAD_INPUT',
      `${address}: expected a file in the store, found none; check the name`,
      {
        cause: error,
      },
    );
  const advice = 'check the address of the store (--store) and your keys (AWS_ACCESS_KEY_ID)';
  return new NstError(
    'NST_BAD_OUTPUT',
    `${address}: the store does not give it: ${messageOf(error)}; ${advice}`,
    {
      cause: error,
    },
  );
}

/** A store, reached when it is first asked. */
export class S3Store implements FileStore {
  #client: Promise<{ aws: typeof Aws; client: Aws.S3Client }> | undefined;

  constructor(private readonly server: S3Place) {}

  async tagOf(address: string): Promise<string | undefined> {
    const { aws, client } = await this.#open();
    try {
      const head = await client.send(new aws.HeadObjectCommand(placeOf(address)));
      return `${head.ETag} ${head.ContentLength}`;
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw storeError(address, error);
    }
  }

  async fetch(address: string, path: string): Promise<void> {
    const { aws, client } = await this.#open();
    try {
      const { Body: body } = await client.send(new aws.GetObjectCommand(placeOf(address)));
      if (!(body instanceof Readable)) throw new Error('it has no contents');
      await pipeline(body, createWriteStream(path));
    } catch (error) {
      throw storeError(address, error);
    }
  }

  async put(path: string, address: string): Promise<void> {
    const { aws, client } = await this.#open();
    try {
      const { size } = await stat(path);
      const body = createReadStream(path);
      await client.send(new aws.PutObjectCommand({ ...placeOf(address), Body: body, ContentLength: size }));
    } catch (error) {
      throw storeError(address, error);
    }
  }

  #open() {
    this.#client ??= this.#connect();
    return this.#client;
  }

  async #connect() {
    const aws = await loadClient();
    const { endpoint } = this.server;
    const client = new aws.S3Client({
      // Not every server knows the newer checksums.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true, region: ANY_REGION }),
    });
    return { aws, client };
  }
}
